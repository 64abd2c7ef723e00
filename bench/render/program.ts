import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** What starts the program. */
export const door = fileURLToPath(new URL("../../pipeline/videoguida.js", import.meta.url));

/** Runs the program as ops do and returns the seconds it took. Throws when it does not end with 0. */
export function runProgram(...words: string[]): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [door, ...words], { encoding: "utf8", maxBuffer: 1e9 });
  if (status !== 0) throw new Error(`${words[0]} ended with ${status}: ${stderr}`);
  return (performance.now() - start) / 1000;
}
