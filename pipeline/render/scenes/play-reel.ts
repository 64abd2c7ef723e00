import { makeCancelSignal, renderFrames } from "@remotion/renderer";
import { videoProfile } from "../../../compositions/storyboard.ts";
import type { BrowserOptions, HeadlessBrowser } from "../browser/browser.ts";
import { whileAlive } from "../browser/heartbeat.ts";
import type { Reel, ReelSlot } from "./reels.ts";

/** A browser with the compositions, and how it may be used. */
export type ReelOptions = {
  browser: HeadlessBrowser;
  browserOptions: BrowserOptions;
  serveUrl: string;
  tabs: number;
  signal: AbortSignal;
};

/** Quality of the screenshots in percent: above what the encoder keeps. */
const jpegQuality = 95;

/** A page that does not answer for so long is lost; machines are shared and slow at times. */
const timeoutInMilliseconds = 120_000;

/**
 * Renders a reel. `onScene` gets the pictures of each scene, in order, as soon as they are complete;
 * when it returns a promise, no more than the pictures under way are taken before it resolves.
 */
export async function playReel(
  reel: Reel,
  options: ReelOptions,
  onScene: (slot: ReelSlot, pictures: Buffer[]) => Promise<void>,
  onPicture: () => void,
): Promise<void> {
  const slotOfFrame = reel.slots.flatMap((slot) => Array.from({ length: slot.frames }, () => slot));
  const pictures = new Map<ReelSlot, Buffer[]>(reel.slots.map((slot) => [slot, []]));
  const counts = new Map<ReelSlot, number>();
  const inputProps = { slots: reel.slots.map(({ scene, from, frames }) => ({ scene, from, frames })) };

  const collect = async (picture: Buffer, frame: number) => {
    const slot = slotOfFrame[frame];
    const collected = slot && pictures.get(slot);
    // The renderer takes a picture again when a page was lost.
    if (!slot || !collected || collected[frame - slot.from]) return;
    onPicture();
    collected[frame - slot.from] = picture;
    const count = (counts.get(slot) ?? 0) + 1;
    counts.set(slot, count);
    if (count < slot.frames) return;
    pictures.delete(slot);
    await onScene(slot, collected);
  };

  const { cancel, cancelSignal } = makeCancelSignal();
  options.signal.addEventListener("abort", cancel, { once: true });
  const rendering = renderFrames({
    ...options.browserOptions,
    composition: compositionFor(reel, inputProps),
    inputProps,
    serveUrl: options.serveUrl,
    puppeteerInstance: options.browser,
    concurrency: options.tabs,
    cancelSignal,
    imageFormat: "jpeg",
    jpegQuality,
    timeoutInMilliseconds,
    muted: true,
    outputDir: null,
    onStart: () => {},
    onFrameUpdate: () => {},
    onFrameBuffer: collect,
    onBrowserLog: () => {},
  });
  try {
    await whileAlive(options.browser, rendering, cancel);
  } finally {
    options.signal.removeEventListener("abort", cancel);
  }
}

function compositionFor(reel: Reel, props: Record<string, unknown>) {
  const { width, height, fps } = videoProfile;
  return {
    id: "Reel",
    width,
    height,
    fps,
    durationInFrames: reel.durationInFrames,
    props,
    defaultProps: {},
    defaultCodec: null,
    defaultOutName: null,
    defaultVideoImageFormat: null,
    defaultPixelFormat: null,
    defaultProResProfile: null,
    defaultSampleRate: null,
  };
}
