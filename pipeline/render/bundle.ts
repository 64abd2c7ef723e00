import { fork } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chmod, mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { exitCodes, PipelineError } from "../domain/errors.ts";
import { fingerprintOf } from "../support/code-fingerprint.ts";
import { errorFrom, type PlainError } from "../support/plain-error.ts";

const entryPoint = fileURLToPath(new URL("../../compositions/index.ts", import.meta.url));
const bundleChild = fileURLToPath(new URL("./bundle-child.ts", import.meta.url));

/**
 * The compositions as a site that a browser can open; made when their code has changed, kept in `<cache>/bundles`.
 * Returns its folder, the renderer's `serveUrl`.
 */
export async function bundleCompositions(cacheFolder: string): Promise<string> {
  const bundles = path.resolve(cacheFolder, "bundles");
  const folder = path.join(bundles, (await fingerprintOf(entryPoint)).slice(0, 16));
  if (existsSync(path.join(folder, "index.html"))) return folder;
  await mkdir(bundles, { recursive: true });
  // Not mkdtemp: its mode is 0700, also with --group-readable.
  const staging = `${folder}.tmp-${randomUUID()}`;
  await mkdir(staging);
  try {
    await bundleInChildProcess(staging);
    await unifyModes(staging);
    await rename(staging, folder);
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    // Another process may have been faster; both have bundled the same code.
    if (!existsSync(folder)) throw error;
  }
  await removeOthers(bundles, folder);
  return folder;
}

/** Bundling leaves some 600 MB of memory in use, so it runs in a child process. */
async function bundleInChildProcess(folder: string): Promise<void> {
  const child = fork(bundleChild, [entryPoint, folder], { stdio: ["ignore", "ignore", "ignore", "ipc"], execArgv: [] });
  const troubles: PlainError[] = [];
  child.on("message", (error: PlainError) => troubles.push(error));
  const [exitCode, signal] = await once(child, "close");
  const [trouble] = troubles;
  if (trouble) throw errorFrom(trouble);
  if (exitCode === 0) return;
  throw new PipelineError(
    "bundling-ended",
    `Bundling the compositions was ended from outside (${signal ?? exitCode})`,
    {
      nextStep: "See whether this machine has enough memory, and run the same command again",
      exitCode: exitCodes.failure,
    },
  );
}

/** Copied files keep the mode of their source; all get the mode of a file made here. */
async function unifyModes(folder: string): Promise<void> {
  const { mode } = await stat(path.join(folder, "index.html"));
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) await chmod(path.join(entry.parentPath, entry.name), mode);
  }
}

/** Longer than making a bundle takes anywhere. */
const stagingMinutes = 10;

/** Deletes bundles of earlier code; one that another process is making is left alone. */
async function removeOthers(bundles: string, current: string): Promise<void> {
  for (const name of await readdir(bundles)) {
    const other = path.join(bundles, name);
    if (other === current || (name.includes(".tmp-") && (await isYoung(other)))) continue;
    await rm(other, { recursive: true, force: true });
  }
}

async function isYoung(folder: string): Promise<boolean> {
  const modified = await stat(folder).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
  return Date.now() - modified < stagingMinutes * 60_000;
}
