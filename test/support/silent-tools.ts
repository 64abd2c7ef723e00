import { noEventLog } from "../../pipeline/support/event-log.ts";
import { silentProgress } from "../../pipeline/support/progress.ts";

/** What stages are given beside ledger and settings: nothing is shown, kept in a log or interrupted. */
export function silentTools() {
  return {
    progress: silentProgress,
    warn: () => {},
    listFailures: () => {},
    log: noEventLog,
    signal: new AbortController().signal,
  };
}
