import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const projectFolder = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Opens Remotion Studio and waits until it is closed or `signal` aborts. `props` are what compositions see as
 * input props; they stand in a file of their own that is removed again, because they may name people. For the same
 * reason Studio listens on `host` only.
 */
export async function openStudio(
  props: object,
  options: { host: string; port: number | null; opensBrowser: boolean; signal: AbortSignal },
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
      options,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Remotion's Studio listens on all addresses and has no option for it; this makes it listen on one. */
const listenOnHost = new URL("./listen-on-host.ts", import.meta.url);

function runStudio(studioArguments: string[], { host, signal }: { host: string; signal: AbortSignal }): Promise<void> {
  const packageFile = createRequire(import.meta.url).resolve("@remotion/cli/package.json");
  const program = path.join(path.dirname(packageFile), "remotion-cli.js");
  return new Promise((resolve, reject) => {
    const words = ["--import", listenOnHost.href, program, "studio", "compositions/index.ts", ...studioArguments];
    const env = { ...process.env, VIDEOGUIDA_LISTEN_ON: host };
    const child = spawn(process.execPath, words, { cwd: projectFolder, stdio: "inherit", env });
    const stop = () => child.kill("SIGTERM");
    signal.addEventListener("abort", stop, { once: true });
    child.on("error", reject);
    child.on("close", () => {
      signal.removeEventListener("abort", stop);
      resolve();
    });
  });
}
