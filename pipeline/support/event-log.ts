import { multistream, pino } from "pino";
import { openLogFile } from "./log-file.ts";

/** Counts, seconds and names of stages, files or checks; never an employer, a name, an address or a cell. */
export type Facts = Readonly<Record<string, unknown>>;

/** What the program does, for machines: one JSON object a line. */
export type EventLog = {
  write(event: string, facts?: Facts, level?: "info" | "warn" | "error"): void;
  /** From now on, and what was written before, also in `log.ndjson` of this campaign's folder. */
  keepIn(campaignFolder: string): void;
  close(): void;
};

/** For tests and for commands that keep no log. */
export const noEventLog: EventLog = { write: () => {}, keepIn: () => {}, close: () => {} };

/** Where lines go beside the file, and from which level on. */
export type Echo = { write(line: string): void; level: "info" | "warn" };

/**
 * The log of one command. Every line carries `level`, `time` (ISO 8601, UTC), `command`, `version`, `event` and
 * `facts`. Lines are written at once, so that none is lost however the process ends. A log that cannot be written stops
 * nothing: `onLoss` is called once.
 */
export function openEventLog(
  command: { command: string; version: string },
  { echo, onLoss }: { echo: Echo | null; onLoss: (file: string) => void },
): EventLog {
  const file = openLogFile(onLoss);
  const logger = pino(
    {
      base: command,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
    },
    multistream([{ stream: file, level: "info" }, ...(echo ? [{ stream: echo, level: echo.level }] : [])]),
  );
  return {
    write: (event, facts = {}, level = "info") => logger[level]({ event, facts }),
    keepIn: file.keepIn,
    close: file.close,
  };
}
