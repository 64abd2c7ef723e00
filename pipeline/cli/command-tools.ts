import type { EventLog } from "../support/event-log.ts";
import type { Progress, Warn } from "../support/progress.ts";

/** What every command gets beside its settings. */
export type CommandTools = {
  progress: Progress;
  warn: Warn;
  listFailures: ListFailures;
  log: EventLog;
  signal: AbortSignal;
};

/** Tells what was left undone: a heading, which the log has too, and lines that may name employers, which it never has. */
export type ListFailures = (heading: string, lines: readonly string[]) => void;
