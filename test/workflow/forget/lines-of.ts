import { readFileSync } from "node:fs";

/** The lines of a CSV file, its header first. */
export function linesOf(file: string): string[] {
  return readFileSync(file, "utf8").trimEnd().split("\r\n");
}
