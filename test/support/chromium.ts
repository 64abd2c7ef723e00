import { type Browser, chromium } from "playwright-core";
import { findBrowser } from "../../pipeline/render/browser/browser-files.ts";

/** The browser that guides are rendered with, driven by a test; `args` beside what a test machine needs. */
export async function launchChromium(args: string[] = []): Promise<Browser> {
  const { executable, fontsFolder, librariesFolder } = await findBrowser(null);
  const env = {
    ...process.env,
    ...(fontsFolder && { FONTCONFIG_PATH: fontsFolder }),
    ...(librariesFolder && { LD_LIBRARY_PATH: librariesFolder }),
  };
  return chromium.launch({
    ...(executable && { executablePath: executable }),
    args: ["--no-sandbox", ...args],
    env: env as Record<string, string>,
  });
}
