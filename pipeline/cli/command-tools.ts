import type { EventLog } from "../support/event-log.ts";
import type { Progress, Warn } from "../support/progress.ts";

/** What every command gets beside its settings. */
export type CommandTools = { progress: Progress; warn: Warn; log: EventLog; signal: AbortSignal };
