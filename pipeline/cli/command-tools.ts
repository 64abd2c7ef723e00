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

/** Shows what failed: a heading, which is also logged, and lines, which may name employers and are never logged. */
export type ListFailures = (heading: string, lines: readonly string[]) => void;
