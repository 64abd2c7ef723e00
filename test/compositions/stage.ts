import path from "node:path";
import type { Browser, Page } from "playwright-core";
import type { ContactSheetEntry } from "../../compositions/contact-sheet.tsx";
import { preparedBundle } from "../render/prepared-bundle.ts";
import { launchChromium } from "../support/chromium.ts";

const site = "http://stage.example";

/** What the bundle gives its renderer; not part of the declared API. */
type Bundle = {
  remotion_setBundleMode: (mode: object) => void;
  remotion_renderReady: boolean;
  remotion_cancelledError: string | undefined;
};

/** The browser that guides are rendered with, driven so that a test can look at what stands in the page. */
export async function openStage(): Promise<{ browser: Browser; page: Page }> {
  const folder = await preparedBundle();
  const browser = await launchChromium();
  const page = await browser.newPage({ deviceScaleFactor: 1 });
  await page.route(`${site}/**`, (route) =>
    route.fulfill({ path: path.join(folder, new URL(route.request().url()).pathname) }),
  );
  return { browser, page };
}

/** Shows a contact sheet of scenes at rest; `size` in pixels. */
export function showSheet(page: Page, entries: ContactSheetEntry[], size: Size): Promise<void> {
  return showComposition(page, "ContactSheet", { entries }, size);
}

type Size = { width: number; height: number };

/** Shows the first frame of a composition, the way the renderer would; `size` in pixels. */
export async function showComposition(page: Page, name: string, content: object, size: Size): Promise<void> {
  await page.setViewportSize(size);
  const props = JSON.stringify(content);
  await page.addInitScript((inputProps) => {
    Object.assign(window, {
      remotion_inputProps: inputProps,
      remotion_initialFrame: 0,
      remotion_attempt: 1,
      remotion_puppeteerTimeout: 30_000,
      remotion_isMainTab: true,
      remotion_logLevel: "error",
      remotion_broadcastChannel: new BroadcastChannel("stage"),
      process: { env: { NODE_ENV: "production" } },
    });
  }, props);
  await page.goto(`${site}/index.html`);
  await page.evaluate((mode) => (window as unknown as Bundle).remotion_setBundleMode(mode), {
    type: "composition",
    compositionName: name,
    serializedResolvedPropsWithSchema: props,
    compositionDurationInFrames: 1,
    compositionFps: 25,
    compositionHeight: size.height,
    compositionWidth: size.width,
    compositionDefaultCodec: "h264",
    compositionDefaultOutName: null,
    compositionDefaultVideoImageFormat: null,
    compositionDefaultPixelFormat: null,
    compositionDefaultProResProfile: null,
    compositionDefaultSampleRate: null,
  });
  await page.waitForFunction(() => {
    const bundle = window as unknown as Bundle;
    return bundle.remotion_cancelledError !== undefined || (bundle.remotion_renderReady && document.fonts.size > 0);
  });
  const trouble = await page.evaluate(() => (window as unknown as Bundle).remotion_cancelledError);
  if (trouble) throw new Error(trouble);
  // One more frame, so that what React has committed is also painted.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}
