import { mkdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { renderMedia, renderStill, selectComposition } from "@remotion/renderer";
import { temporaryMark, writeFileAtomically } from "../support/atomic-file.ts";
import type { ProgressTask } from "../support/progress.ts";
import type { BrowserKit, HeadlessBrowser } from "./browser/browser.ts";

/** One frame of a composition as a file; its ending says the format: `.png`, `.jpeg` or `.pdf`. */
export type Picture = {
  composition: string;
  props: Record<string, unknown>;
  file: string;
  /** Frame of the composition; its last one when left out. */
  frame?: number;
  /** Pixels of the file for each pixel of the composition. */
  scale?: number;
};

/** A whole composition as a silent H.264 video. */
export type Video = { composition: string; props: Record<string, unknown>; file: string };

/** What making pictures needs from its surroundings. */
export type PictureTools = {
  browserKit: BrowserKit;
  serveUrl: string;
  licence: Licence;
  task: ProgressTask;
  signal: AbortSignal;
};

/**
 * Remotion's licence key and whether what is rendered goes out: with a key, Remotion is told of every picture and
 * video.
 */
export type Licence = { licenseKey: string | null; isProduction: boolean };

/** Renders pictures one after the other in one browser; every file appears whole. */
export async function renderPictures(pictures: Picture[], tools: PictureTools): Promise<void> {
  await withBrowser(tools, async (browser) => {
    for (const picture of pictures) {
      tools.signal.throwIfAborted();
      await writeFileAtomically(picture.file, await renderPicture(picture, browser, tools));
      tools.task.advance();
    }
  });
}

async function renderPicture(picture: Picture, browser: HeadlessBrowser, tools: PictureTools): Promise<Buffer> {
  const common = commonOptions(browser, tools);
  const composition = await selectComposition({ ...common, id: picture.composition, inputProps: picture.props });
  const { buffer } = await renderStill({
    ...common,
    ...tools.licence,
    composition,
    inputProps: picture.props,
    frame: picture.frame ?? composition.durationInFrames - 1,
    scale: picture.scale ?? 1,
    imageFormat: formatOf(picture.file),
  });
  if (!buffer) throw new Error("the renderer gave no picture");
  return buffer;
}

function formatOf(file: string): "png" | "jpeg" | "pdf" {
  const ending = path.extname(file).slice(1);
  if (ending === "png" || ending === "jpeg" || ending === "pdf") return ending;
  throw new RangeError(`no picture format ${ending}`);
}

/** Renders a video frame by frame; for what is made once, not for every employer. Counts frames. */
export async function renderVideo(video: Video, tools: PictureTools): Promise<void> {
  await mkdir(path.dirname(video.file), { recursive: true });
  const temporary = path.join(path.dirname(video.file), `${temporaryMark}${process.pid}-${path.basename(video.file)}`);
  await withBrowser(tools, async (browser) => {
    const common = commonOptions(browser, tools);
    const composition = await selectComposition({ ...common, id: video.composition, inputProps: video.props });
    let counted = 0;
    try {
      await renderMedia({
        ...common,
        ...tools.licence,
        composition,
        inputProps: video.props,
        outputLocation: temporary,
        codec: "h264",
        crf: 18,
        muted: true,
        colorSpace: "bt709",
        onProgress: ({ encodedFrames }) => {
          tools.task.advance(encodedFrames - counted);
          counted = encodedFrames;
        },
      });
      await rename(temporary, video.file);
    } finally {
      await rm(temporary, { force: true });
    }
  });
}

function commonOptions(browser: HeadlessBrowser, { browserKit, serveUrl }: PictureTools) {
  return { ...browserKit.options, puppeteerInstance: browser, serveUrl };
}

async function withBrowser(tools: PictureTools, work: (browser: HeadlessBrowser) => Promise<void>): Promise<void> {
  const browser = await tools.browserKit.open();
  // Closing the browser makes the current rendering fail at once.
  const onAbort = () => void browser.close({ silent: true });
  tools.signal.addEventListener("abort", onAbort, { once: true });
  try {
    await work(browser);
  } finally {
    tools.signal.removeEventListener("abort", onAbort);
    await browser.close({ silent: true });
  }
}
