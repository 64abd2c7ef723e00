import { createReadStream, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { videoProfile } from "../../compositions/storyboard.ts";
import { videoguida } from "../cli/program.ts";
import { launchChromium } from "../support/chromium.ts";
import { frameOf, probe } from "./ffmpeg.ts";

const out = mkdtempSync(path.join(tmpdir(), "playback-"));
const videos = path.join(out, "campaigns", "2026-05", "videos");
const fixtures = fileURLToPath(new URL("../../fixtures/extracts", import.meta.url));
const hlsScript = fileURLToPath(import.meta.resolve("hls.js/dist/hls.min.js"));

let server: Server;
let browser: Browser;
let origin: string;

const types: Record<string, string> = {
  ".mp4": "video/mp4",
  ".m4s": "video/iso.segment",
  ".m3u8": "application/vnd.apple.mpegurl",
  ".js": "text/javascript",
  ".vtt": "text/vtt",
};

/** Files with ranges, as any web server gives them; and an empty page. */
function fileServer(): Server {
  return createServer((request, response) => {
    const name = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
    if (name === "/")
      return void response.setHeader("content-type", "text/html").end("<!doctype html><video id=v muted></video>");
    const file = name === "/hls.js" ? hlsScript : path.join(videos, name);
    const size = statSync(file, { throwIfNoEntry: false })?.size;
    if (size === undefined) return void response.writeHead(404).end();
    const [, from = "0", to = ""] = /bytes=(\d+)-(\d*)/.exec(request.headers.range ?? "") ?? [];
    const range = { start: Number(from), end: to === "" ? size - 1 : Number(to) };
    response.writeHead(request.headers.range ? 206 : 200, {
      "content-type": types[path.extname(file)] ?? "application/octet-stream",
      "accept-ranges": "bytes",
      "content-length": range.end - range.start + 1,
      ...(request.headers.range ? { "content-range": `bytes ${range.start}-${range.end}/${size}` } : {}),
    });
    createReadStream(file, range).pipe(response);
  });
}

beforeAll(async () => {
  const words = [
    "run",
    "--extracts",
    fixtures,
    "--campaign",
    "2026-05",
    "--out",
    out,
    "--limit",
    "1",
    "--package",
    "both",
    "--quiet",
  ];
  const ended = await videoguida(words);
  expect(ended.exitCode, ended.stderr).toBe(0);
  server = fileServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await launchChromium(["--autoplay-policy=no-user-gesture-required"]);
});
afterAll(async () => {
  await browser?.close();
  server?.close();
  rmSync(out, { recursive: true, force: true });
});

const videoId = () => path.basename(readdirSync(videos).find((name) => name.endsWith(".mp4")) ?? "", ".mp4");

/** Pictures are compared at this size, in pixels. */
const small = { width: 160, height: 90 };

type Way = "mp4" | "native hls" | "hls.js";

/** Loads the guide and waits until its length is known. */
async function load(way: Way): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(origin);
  if (way === "hls.js") await page.addScriptTag({ url: `${origin}/hls.js` });
  await page.evaluate(
    ([kind, name]) => {
      const video = document.getElementById("v") as HTMLVideoElement;
      const Hls = (
        window as unknown as {
          Hls: new () => { loadSource(url: string): void; attachMedia(video: HTMLVideoElement): void };
        }
      ).Hls;
      if (kind === "hls.js") {
        const player = new Hls();
        player.loadSource(`/${name}.m3u8`);
        player.attachMedia(video);
      } else {
        video.src = kind === "mp4" ? `/${name}.mp4` : `/${name}.m3u8`;
      }
    },
    [way, videoId()],
  );
  await page.waitForFunction(() => (document.getElementById("v") as HTMLVideoElement).readyState >= 1, null, {
    timeout: 30_000,
  });
  return page;
}

/** A small picture of the frame that a player shows after a seek: its green, 0 to 255. */
async function shownAt(page: Page, frame: number): Promise<number[]> {
  return page.evaluate(
    async ({ time, frameSeconds, width, height }) => {
      const video = document.getElementById("v") as HTMLVideoElement;
      const context = new OffscreenCanvas(width, height).getContext("2d") as OffscreenCanvasRenderingContext2D;
      context.imageSmoothingQuality = "high";
      // A seek has ended before its frame is shown, on a busy machine long before.
      await new Promise<void>((resolve, reject) => {
        let last = Number.NaN;
        const look = (_now: number, { mediaTime }: VideoFrameCallbackMetadata) => {
          last = mediaTime;
          if (Math.abs(mediaTime + frameSeconds / 2 - time) > frameSeconds / 2)
            return void video.requestVideoFrameCallback(look);
          context.drawImage(video, 0, 0, width, height);
          resolve();
        };
        video.requestVideoFrameCallback(look);
        video.currentTime = time;
        setTimeout(() => reject(new Error(`the frame at ${time} s was never shown, last that at ${last} s`)), 60_000);
      });
      const { data } = context.getImageData(0, 0, width, height);
      return Array.from({ length: width * height }, (_, pixel) => data[pixel * 4 + 1] ?? 0);
    },
    // The middle of the frame: no rounding leads to another.
    { time: (frame + 0.5) / videoProfile.fps, frameSeconds: 1 / videoProfile.fps, ...small },
  );
}

/** Plays the first 24 seconds, over several scene changes, and tells what went wrong. */
async function play(page: Page) {
  return await page.evaluate(async () => {
    const video = document.getElementById("v") as HTMLVideoElement;
    const stalls: number[] = [];
    const passing = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
    for (let tries = 0; video.readyState < video.HAVE_ENOUGH_DATA && tries < 300; tries++) await passing(100);
    let shown = 0;
    const look = (_now: number, { mediaTime }: VideoFrameCallbackMetadata) => {
      shown = mediaTime;
      video.requestVideoFrameCallback(look);
    };
    video.requestVideoFrameCallback(look);
    video.playbackRate = 2;
    await video.play();
    video.addEventListener("waiting", () => stalls.push(video.currentTime));
    const started = performance.now();
    while (shown < 24 && performance.now() - started < 60_000) await passing(100);
    video.pause();
    const buffered = Array.from({ length: video.buffered.length }, (_, index) => [
      video.buffered.start(index),
      video.buffered.end(index),
    ]);
    return {
      shown,
      stalls,
      gaps: buffered.filter(([start = 0]) => start > 0.1 && start < 24),
      error: video.error?.message ?? null,
    };
  });
}

const meanDifference = (a: number[], b: number[]) =>
  a.reduce((sum, value, index) => sum + Math.abs(value - (b[index] ?? 0)), 0) / a.length;

describe.each<Way>(["mp4", "native hls", "hls.js"])("%s", (way) => {
  test("has the length of the guide, and shows at any time the frame that ffmpeg finds there in the mp4", async () => {
    const video = path.join(videos, `${videoId()}.mp4`);
    const { packets } = probe(video);
    const frames = packets.length;
    const starts = packets.flatMap(({ flags }, frame) => (flags.startsWith("K") ? [frame] : []));
    const [, second = 0, third = 0] = starts;
    const page = await load(way);
    await page.waitForFunction(
      (expected) => Math.abs((document.getElementById("v") as HTMLVideoElement).duration - expected) < 0.1,
      frames / videoProfile.fps,
      { timeout: 30_000 },
    );
    const places = [0.9, 0.2, 0.5, 0.35, 0.7].map((share) => Math.round(frames * share));
    for (const frame of [second, third - 1, ...places, third, second - 1]) {
      const green = [...frameOf(video, frame, "rgb24", small)].filter((_, at) => at % 3 === 1);
      expect(meanDifference(await shownAt(page, frame), green), `${way}, frame ${frame}`).toBeLessThan(3);
    }
  });

  test("plays through its scene changes without a gap or a stall", async () => {
    const stallsWhilePlaying = async () => {
      const { shown, stalls, ...faults } = await play(await load(way));
      expect(faults).toEqual({ gaps: [], error: null });
      expect(shown).toBeGreaterThanOrEqual(24);
      return stalls;
    };
    // On a busy machine any player stalls, at changing places; a fault of ours stalls it at the same place every time.
    let stalls = await stallsWhilePlaying();
    for (let tries = 1; tries < 4 && stalls.length > 0; tries++) {
      const others = await stallsWhilePlaying();
      stalls = stalls.filter((place) => others.some((other) => Math.abs(other - place) < 0.5));
    }
    expect(stalls).toEqual([]);
  });
});
