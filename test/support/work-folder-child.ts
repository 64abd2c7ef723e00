import { tmpdir } from "node:os";
import { enterWorkFolder } from "../../pipeline/support/work-folder.ts";

/** A process that says where its work folder is, and stays in it until it is killed: `node work-folder-child.ts`. */
enterWorkFolder();
process.stdout.write(`${tmpdir()}\n`);
setInterval(() => {}, 60_000);
