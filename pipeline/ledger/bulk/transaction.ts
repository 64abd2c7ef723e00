import { AsyncLocalStorage } from "node:async_hooks";
import pLimit, { type LimitFunction } from "p-limit";
import { ledgerTrouble } from "../ledger-trouble.ts";
import type { Ledger } from "../open-ledger.ts";

type Writer = Ledger["writer"];

/** The transaction that the running code is part of. */
const running = new AsyncLocalStorage<{ writer: Writer; isOpen: boolean }>();

/** One queue for each connection: SQLite has one transaction at a time on it, and a second `begin` fails. */
const queues = new WeakMap<Writer, LimitFunction>();

/**
 * Does all of `work` on the writing connection, or nothing: also when the machine stops in the middle. `work` may wait
 * for files in between; transactions of other callers wait until it has ended. Trouble of the disk becomes a
 * `PipelineError`. Throws a bug when `work` asks for a transaction itself: it would wait for its own end.
 */
export async function inTransaction<Result>(ledger: Ledger, work: () => Promise<Result> | Result): Promise<Result> {
  const around = running.getStore();
  if (around?.isOpen && around.writer === ledger.writer)
    throw new Error("inTransaction was called inside the work of another transaction of the same ledger");
  return queueOf(ledger.writer)(() => transact(ledger, work));
}

function queueOf(writer: Writer): LimitFunction {
  const queue = queues.get(writer) ?? pLimit(1);
  queues.set(writer, queue);
  return queue;
}

async function transact<Result>(ledger: Ledger, work: () => Promise<Result> | Result): Promise<Result> {
  const { writer } = ledger;
  const transaction = { writer, isOpen: true };
  try {
    writer.exec("begin immediate");
    const result = await running.run(transaction, work);
    writer.exec("commit");
    return result;
  } catch (error) {
    if (writer.inTransaction) writer.exec("rollback");
    throw ledgerTrouble(error, ledger.file);
  } finally {
    transaction.isOpen = false;
  }
}
