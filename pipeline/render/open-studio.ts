import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const projectFolder = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Opens Remotion Studio and waits until it is closed or `signal` aborts. `props` are what compositions see as
 * input props; they stand in a file of their own that is removed again, because they may name people.
 */
export async function openStudio(
  props: object,
  options: { port: number | null; opensBrowser: boolean; signal: AbortSignal },
): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), "videoguida-studio-"));
  try {
    const file = path.join(folder, "props.json");
    await writeFile(file, JSON.stringify(props), { mode: 0o600 });
    await runStudio(
      [
        `--props=${file}`,
        ...(options.port ? [`--port=${options.port}`] : []),
        ...(options.opensBrowser ? [] : ["--no-open"]),
      ],
      options.signal,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function runStudio(studioArguments: string[], signal: AbortSignal): Promise<void> {
  const packageFile = createRequire(import.meta.url).resolve("@remotion/cli/package.json");
  const program = path.join(path.dirname(packageFile), "remotion-cli.js");
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, "studio", "compositions/index.ts", ...studioArguments], {
      cwd: projectFolder,
      stdio: "inherit",
    });
    const stop = () => child.kill("SIGTERM");
    signal.addEventListener("abort", stop, { once: true });
    child.on("error", reject);
    child.on("close", () => {
      signal.removeEventListener("abort", stop);
      resolve();
    });
  });
}
