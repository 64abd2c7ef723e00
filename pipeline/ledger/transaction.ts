import { ledgerTrouble } from "./ledger-trouble.ts";
import type { Ledger } from "./open-ledger.ts";

/**
 * Does all of `work` on the writing connection, or nothing: also when the machine stops in the middle. `work` may wait
 * for files in between. Trouble of the disk becomes a `PipelineError`.
 */
export async function inTransaction<Result>(ledger: Ledger, work: () => Promise<Result> | Result): Promise<Result> {
  const { writer } = ledger;
  try {
    writer.exec("begin immediate");
    const result = await work();
    writer.exec("commit");
    return result;
  } catch (error) {
    if (writer.inTransaction) writer.exec("rollback");
    throw ledgerTrouble(error, ledger.file);
  }
}
