import { lockOutput } from "../../pipeline/ledger/output-lock.ts";

/** A process that keeps the lock of an output folder until it is killed: `node output-lock-child.ts <folder>`. */
const unlock = lockOutput(process.argv[2] ?? "");
process.stdout.write("locked\n");
setInterval(() => {}, 60_000);
process.on("SIGTERM", () => {
  unlock();
  process.exit(0);
});
