import type { Ledger } from "../ledger/open-ledger.ts";
import type { EventLog } from "../support/event-log.ts";
import type { Progress, Warn } from "../support/progress.ts";

/** What every stage is given beside its settings. */
export type RunTools = {
  ledger: Ledger;
  progress: Progress;
  warn: Warn;
  log: EventLog;
  signal: AbortSignal;
  startedAt: Date;
};
