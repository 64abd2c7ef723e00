#!/usr/bin/env node
// The door of the program. The pipeline needs the Node.js that comes with the project; an older one
// that happens to be first on the PATH hands over to it.
import { spawn } from "node:child_process";
import module from "node:module";
import { fileURLToPath } from "node:url";

const ownNode = fileURLToPath(new URL("../node_modules/node/bin/node", import.meta.url));
const isRecent = Number(process.versions.node.split(".")[0]) >= 24;

if (isRecent) {
  // Compiled once, the program starts in half the time; its threads read the variable. Where the folder cannot be
  // written, it is compiled each time.
  process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL("../node_modules/.cache/videoguida", import.meta.url));
  module.enableCompileCache(process.env.NODE_COMPILE_CACHE);
  const { main } = await import("./cli/main.ts");
  await main(process.argv);
  // The renderer leaves timers behind that would keep the process waiting for minutes.
  process.exit();
} else {
  const child = spawn(ownNode, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("error", () => {
    process.stderr.write("This needs Node.js 24 or later. Run «npm ci» in the project's folder, which installs one.\n");
    process.exitCode = 1;
  });
  child.on("close", (code, signal) => {
    process.exitCode = code ?? (signal === "SIGINT" || signal === "SIGTERM" ? 130 : 1);
  });
}
