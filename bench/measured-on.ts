import { cpus } from "node:os";

/** Above a table: the day and the machine. */
export function measuredOn(): string {
  return `Measured on ${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores (${cpus()[0]?.model.trim()}):`;
}
