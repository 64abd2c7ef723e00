import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const door = fileURLToPath(new URL("../../pipeline/videoguida.js", import.meta.url));

/** How the program ended and what it wrote. */
export type Ended = { exitCode: number | null; stdout: string; stderr: string };

/** Runs the program as its users do. `onStart` gets its process, to be killed for instance. */
export function videoguida(
  programArguments: string[],
  options: { env?: Record<string, string>; onStart?: (child: ReturnType<typeof spawn>) => void } = {},
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [door, ...programArguments], { env: { ...process.env, ...options.env } });
    const ended: Ended = { exitCode: null, stdout: "", stderr: "" };
    child.stdout.on("data", (bytes) => {
      ended.stdout += bytes;
    });
    child.stderr.on("data", (bytes) => {
      ended.stderr += bytes;
    });
    child.on("error", reject);
    child.on("close", (exitCode) => resolve({ ...ended, exitCode }));
    options.onStart?.(child);
  });
}
