import { lockOutput } from "../../pipeline/ledger/output-lock.ts";

/** Holds the lock of an output folder until it is killed: `node lock-child.ts <folder>`; says so once it has it. */
const [out = ""] = process.argv.slice(2);
lockOutput(out);
process.stdout.write("locked\n");
setInterval(() => {}, 60_000);
