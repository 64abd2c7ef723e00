import { createReadStream, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findBrowser } from "../../pipeline/render/browser/browser-files.ts";
import { videoguida } from "../cli/program.ts";

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
  const files = await findBrowser(null);
  const env = files.librariesFolder ? { ...process.env, LD_LIBRARY_PATH: files.librariesFolder } : process.env;
  browser = await chromium.launch({
    executablePath: files.executable ?? undefined,
    args: ["--no-sandbox", "--autoplay-policy=no-user-gesture-required"],
    env: env as Record<string, string>,
  });
});
afterAll(async () => {
  await browser?.close();
  server?.close();
  rmSync(out, { recursive: true, force: true });
});

type Way = "mp4" | "native hls" | "hls.js";

/** Loads the guide and waits until its length is known. */
async function load(way: Way): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(origin);
  const id = readdirSync(videos)
    .find((name) => name.endsWith(".mp4"))
    ?.replace(".mp4", "");
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
    [way, id ?? ""],
  );
  await page.waitForFunction(() => (document.getElementById("v") as HTMLVideoElement).readyState >= 1, null, {
    timeout: 30_000,
  });
  return page;
}

/** A small grey picture of what the player shows at a time. */
async function shownAt(page: Page, seconds: number): Promise<{ at: number; picture: number[] }> {
  return page.evaluate(async (time) => {
    const video = document.getElementById("v") as HTMLVideoElement;
    await new Promise<void>((resolve) => {
      const nextPaint = (then: () => void) => requestAnimationFrame(() => requestAnimationFrame(then));
      video.addEventListener("seeked", () => nextPaint(resolve), { once: true });
      video.currentTime = time;
      setTimeout(resolve, 5_000);
    });
    const canvas = new OffscreenCanvas(160, 90);
    const context = canvas.getContext("2d") as OffscreenCanvasRenderingContext2D;
    context.drawImage(video, 0, 0, 160, 90);
    const { data } = context.getImageData(0, 0, 160, 90);
    return { at: video.currentTime, picture: Array.from({ length: 160 * 90 }, (_, pixel) => data[pixel * 4 + 1] ?? 0) };
  }, seconds);
}

/** Plays the first 24 seconds, over several scene changes, and tells what went wrong. */
async function play(page: Page) {
  return await page.evaluate(async () => {
    const video = document.getElementById("v") as HTMLVideoElement;
    const stalls: number[] = [];
    await new Promise<void>((resolve) => {
      video.addEventListener("canplaythrough", () => resolve(), { once: true });
      setTimeout(resolve, 5_000);
    });
    video.playbackRate = 2;
    await video.play();
    video.addEventListener("waiting", () => stalls.push(video.currentTime));
    const started = performance.now();
    while (video.currentTime < 24 && performance.now() - started < 60_000)
      await new Promise((resolve) => setTimeout(resolve, 100));
    video.pause();
    const buffered = Array.from({ length: video.buffered.length }, (_, index) => [
      video.buffered.start(index),
      video.buffered.end(index),
    ]);
    return {
      reached: video.currentTime,
      stalls,
      gaps: buffered.filter(([start = 0]) => start > 0.1 && start < 24),
      error: video.error?.message ?? null,
    };
  });
}

const meanDifference = (a: number[], b: number[]) =>
  a.reduce((sum, value, index) => sum + Math.abs(value - (b[index] ?? 0)), 0) / a.length;

describe.each<Way>(["mp4", "native hls", "hls.js"])("%s", (way) => {
  test("has the length of the guide, and shows at any time what the mp4 shows", async () => {
    const reference = await load("mp4");
    const page = way === "mp4" ? reference : await load(way);
    const duration = await reference.evaluate(() => (document.getElementById("v") as HTMLVideoElement).duration);
    await page.waitForFunction(
      (expected) => Math.abs((document.getElementById("v") as HTMLVideoElement).duration - expected) < 0.1,
      duration,
      { timeout: 30_000 },
    );
    for (const share of [0.03, 0.9, 0.2, 0.5, 0.35, 0.7]) {
      const time = Math.round(duration * share * 25) / 25 + 0.02;
      const expected = await shownAt(reference, time);
      const shown = await shownAt(page, time);
      expect(Math.abs(shown.at - time)).toBeLessThan(0.1);
      expect(meanDifference(shown.picture, expected.picture), `${way} at ${time} s`).toBeLessThan(3);
    }
  });

  // A busy machine may starve any player; a fault of ours would stall it every time.
  test("plays through its scene changes without a gap or a stall", { retry: 2 }, async () => {
    const played = await play(await load(way));
    expect(played).toMatchObject({ stalls: [], gaps: [], error: null });
    expect(played.reached).toBeGreaterThan(23);
  });
});
