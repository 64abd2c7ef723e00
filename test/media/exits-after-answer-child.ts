import { parentPort } from "node:worker_threads";

/** A thread that answers its first batch, and ends. */
parentPort?.once("message", () => {
  parentPort?.postMessage({ guides: [], failed: [], fatal: null });
  setImmediate(() => process.exit(3));
});
