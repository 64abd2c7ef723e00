import { statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import { type HeadlessBrowser, openBrowser } from "@remotion/renderer";
import { exitCodes, PipelineError } from "../../domain/errors.ts";
import { type BrowserFiles, findBrowser } from "./browser-files.ts";

export type { HeadlessBrowser };

/** What every call of the renderer needs so that all use the same browser in the same way. */
export type BrowserOptions = {
  browserExecutable: string | null;
  chromeMode: "headless-shell";
  logLevel: "error";
  chromiumOptions: { gl: null };
};

/** A browser of this machine, ready to be opened as often as needed. */
export type BrowserKit = {
  options: BrowserOptions;
  /** Part of every scene key. */
  version: string;
  open(): Promise<HeadlessBrowser>;
};

/** Finds the browser. Its fonts and libraries go into this process's environment, which browsers inherit. */
export async function prepareBrowser(configured: string | null): Promise<BrowserKit> {
  const files = await findBrowser(configured).catch((cause) => {
    throw browserTrouble("The browser that comes with the project cannot be unpacked", cause);
  });
  setEnvironment(files);
  const options: BrowserOptions = {
    browserExecutable: files.executable,
    chromeMode: "headless-shell",
    logLevel: "error",
    chromiumOptions: { gl: null },
  };
  return { options, version: files.version, open: () => open(options) };
}

/** Megabytes in the temporary folder for a profile and its shared memory; 40 were measured for a working browser. */
const megabytesForBrowser = 64;

async function open(options: BrowserOptions): Promise<HeadlessBrowser> {
  const trouble = await roomTrouble(megabytesForBrowser);
  if (trouble) throw trouble;
  try {
    return await openBrowser("chrome", options);
  } catch (cause) {
    throw browserTrouble("The browser does not start", cause);
  }
}

/**
 * An error when the temporary folder has less than so many free megabytes, or null. Without room a browser does not
 * fail but hangs, and so do its pages.
 */
export async function roomTrouble(megabytes: number): Promise<PipelineError | null> {
  const { bavail, bsize } = await statfs(tmpdir());
  if (bavail * bsize >= megabytes * 1024 * 1024) return null;
  return new PipelineError("temporary-folder-full", "The temporary folder has no room for the browser", {
    nextStep: `Free ${megabytesForBrowser} MB there for each browser, or name another folder with TMPDIR, and run the same command again: what is made is kept`,
    exitCode: exitCodes.failure,
  });
}

function setEnvironment(files: BrowserFiles): void {
  if (files.fontsFolder) process.env.FONTCONFIG_PATH = files.fontsFolder;
  if (files.librariesFolder) {
    process.env.LD_LIBRARY_PATH = [files.librariesFolder, process.env.LD_LIBRARY_PATH].filter(Boolean).join(":");
  }
}

function browserTrouble(message: string, cause: unknown): PipelineError {
  return new PipelineError("browser-does-not-start", message, {
    nextStep:
      "Free memory and space in the temporary folder (TMPDIR), or name a Chromium of your own in the settings (render.browserExecutable), and run again",
    exitCode: exitCodes.failure,
    cause,
  });
}
