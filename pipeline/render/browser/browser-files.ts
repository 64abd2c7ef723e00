import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir, userInfo } from "node:os";
import path from "node:path";
import { placeBrowser } from "./unpack-browser.ts";

/** A Chromium on this machine. */
export type BrowserFiles = {
  /** Null: Remotion finds or downloads its own (macOS, Windows). */
  executable: string | null;
  /** What can change a picture; part of every scene key. */
  version: string;
  /**
   * Folder with a fonts.conf that names our fonts only, so that a machine's fonts never show; null for a foreign
   * browser.
   */
  fontsFolder: string | null;
  /** Libraries that the machine may lack. */
  librariesFolder: string | null;
};

/** Read on import, before a run sets TMPDIR to a folder of its own. */
const machineTemporaryFolder = tmpdir();

const packageFile = createRequire(import.meta.url).resolve("@sparticuz/chromium");
const packageFolder = packageFile.slice(0, packageFile.lastIndexOf("chromium") + "chromium".length);

/** The configured browser, else the one that comes with the project (unpacked once a machine), else Remotion's. */
export async function findBrowser(configured: string | null): Promise<BrowserFiles> {
  if (configured !== null) return configuredBrowser(configured);
  if (process.platform !== "linux")
    return { executable: null, version: "remotion", fontsFolder: null, librariesFolder: null };
  return bundledBrowser();
}

function configuredBrowser(executable: string): BrowserFiles {
  return { executable, version: versionOf(executable) ?? "unknown", fontsFolder: null, librariesFolder: null };
}

async function bundledBrowser(): Promise<BrowserFiles> {
  const { version } = JSON.parse(await readFile(path.join(packageFolder, "package.json"), "utf8")) as {
    version: string;
  };
  const name = `videoguida-chromium-${version}-${process.arch}-${userInfo().uid}`;
  const folder = await placeBrowser(path.join(packageFolder, "bin"), path.join(machineTemporaryFolder, name));
  const executable = path.join(folder, "chromium");
  const librariesFolder = path.join(folder, "al2023", "lib");
  const startsAlone = versionOf(executable) !== null;
  return {
    executable,
    version: `chromium ${version}`,
    fontsFolder: path.join(folder, "fonts"),
    librariesFolder: startsAlone ? null : librariesFolder,
  };
}

/** Milliseconds for `--version`: it takes seconds on a slow disk, and another program may never end. */
const timeForVersion = 30_000;

/** What `--version` prints, or null when it does not start. */
function versionOf(executable: string): string | null {
  const result = spawnSync(executable, ["--version"], {
    encoding: "utf8",
    timeout: timeForVersion,
    killSignal: "SIGKILL",
    // No input: a program that reads it would wait for ever.
    stdio: ["ignore", "pipe", "ignore"],
  });
  return result.status === 0 ? result.stdout.trim() : null;
}
