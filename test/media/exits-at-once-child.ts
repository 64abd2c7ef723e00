import { parentPort } from "node:worker_threads";

/** A thread that ends with its first batch and says nothing. */
parentPort?.on("message", () => process.exit(3));
