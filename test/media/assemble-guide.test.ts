import { spawnSync } from "node:child_process";
import { createHash, createHmac } from "node:crypto";
import {
  chmodSync,
  chownSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { ALL_FORMATS, EncodedPacketSink, FilePathSource, Input } from "mediabunny";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { videoProfile } from "../../compositions/storyboard.ts";
import { assembleGuide } from "../../pipeline/media/assemble-guide.ts";
import { assembleGuides } from "../../pipeline/media/assemble-guides.ts";
import { sceneFileOf } from "../../pipeline/media/format/scene-file.ts";
import { digestOfTexts } from "../../pipeline/media/guide-digest.ts";
import type { AssembledGuide, AssemblyOptions, GuidePlan } from "../../pipeline/media/guide-plan.ts";
import { segmentNameOf } from "../../pipeline/media/hls.ts";
import { sceneLru } from "../../pipeline/media/scene-lru.ts";
import { encodeScene } from "../../pipeline/render/scenes/encode-scene.ts";
import { decodedFrames, jpegOf, probe } from "./ffmpeg.ts";

const folder = mkdtempSync(path.join(tmpdir(), "assemble-"));
afterAll(() => rmSync(folder, { recursive: true }));

const { width, height, fps } = videoProfile;
const options: AssemblyOptions = {
  videosFolder: path.join(folder, "videos"),
  mp4: true,
  hls: true,
  size: { width, height },
  fps,
  segmentKey: Buffer.from("a secret of this test"),
};
const lengths = [64, 8, 120, 8];
const sceneFiles = lengths.map((_, index) => path.join(folder, `${String(index).repeat(64)}.mp4`));
const plan: GuidePlan = {
  videoId: "guide",
  inputHash: "m",
  sceneFiles,
  sceneFrames: lengths,
  texts: { ".it.vtt": "WEBVTT\n", ".it.txt": "Ciao.\n" },
};
let made: AssembledGuide[];

beforeAll(async () => {
  for (const [index, frames] of lengths.entries()) {
    const pictures = [60 * index, 60 * index + 30].map((brightness) => jpegOf(brightness, videoProfile));
    writeFileSync(sceneFiles[index] as string, sceneFileOf(await encodeScene(pictures, frames), videoProfile));
  }
  made = assembleGuide(plan, sceneLru(1e8), options);
});

const mp4 = path.join(options.videosFolder, "guide.mp4");

describe("a guide as mp4", () => {
  test("lasts as long as its scenes, every frame on the grid, a keyframe where a scene starts (ffprobe)", () => {
    const { stream, packets } = probe(mp4);
    expect(stream).toMatchObject({ width: 1280, height: 720, duration: "8.000000" });
    expect(packets.map(({ pts }) => pts)).toEqual(Array.from({ length: 200 }, (_, index) => index * 512));
    const keyframes = packets.flatMap(({ flags }, index) => (flags.startsWith("K") ? [index] : []));
    expect(keyframes).toEqual([0, 64, 72, 192]);
  });

  test("reads the same in another library (mediabunny)", async () => {
    const input = new Input({ formats: ALL_FORMATS, source: new FilePathSource(mp4) });
    const track = await input.getPrimaryVideoTrack();
    if (!track) throw new Error("no track");
    const keys: number[] = [];
    let count = 0;
    for await (const packet of new EncodedPacketSink(track).packets(undefined, undefined, { metadataOnly: true })) {
      if (packet.type === "key") keys.push(packet.timestamp);
      count++;
    }
    expect({ count, keys, duration: await track.computeDuration(), language: await track.getLanguageCode() }).toEqual({
      count: 200,
      keys: [0, 2.56, 2.88, 7.68],
      duration: 8,
      language: "ita",
    });
  });

  test("shows the pictures of its scenes to the bit", () => {
    const apart = sceneFiles.flatMap((file) => decodedFrames(file, videoProfile));
    const together = decodedFrames(mp4, videoProfile);
    expect(together).toHaveLength(200);
    expect(together.every((frame, index) => frame.equals(apart[index] as Buffer))).toBe(true);
  });

  test("starts fast: the index stands before the pictures", () => {
    const bytes = readFileSync(mp4);
    expect(bytes.indexOf("moov")).toBeLessThan(bytes.indexOf("mdat"));
  });

  test("is reported as it lies on the disk", () => {
    expect(made[0]).toMatchObject({ packaging: "mp4", frames: 200, bytes: statSync(mp4).size, inputHash: "m" });
    expect(readdirSync(options.videosFolder).sort()).toEqual([
      "guide.it.txt",
      "guide.it.vtt",
      "guide.m3u8",
      "guide.mp4",
      "segments",
    ]);
  });
});

test("a guide as hls: one segment a scene, a discontinuity between scenes", () => {
  const init = readdirSync(path.join(options.videosFolder, "segments")).find((name) => name.startsWith("init-"));
  const [first, second, third, fourth] = sceneFiles.map((file) => segmentNameOf(file, options.segmentKey));
  expect(readFileSync(path.join(options.videosFolder, "guide.m3u8"), "utf8")).toBe(
    `#EXTM3U
#EXT-X-VERSION:7
#EXT-X-TARGETDURATION:5
#EXT-X-PLAYLIST-TYPE:VOD
#EXT-X-INDEPENDENT-SEGMENTS
#EXT-X-MAP:URI="segments/${init}"
#EXTINF:2.560,
segments/${first}
#EXT-X-DISCONTINUITY
#EXTINF:0.320,
segments/${second}
#EXT-X-DISCONTINUITY
#EXTINF:4.800,
segments/${third}
#EXT-X-DISCONTINUITY
#EXTINF:0.320,
segments/${fourth}
#EXT-X-ENDLIST
`,
  );
});

test("a segment behind the initialisation segment is a video of its scene", () => {
  const segments = path.join(options.videosFolder, "segments");
  const init = readdirSync(segments).find((name) => name.startsWith("init-")) as string;
  const video = Buffer.concat([
    readFileSync(path.join(segments, init)),
    readFileSync(path.join(segments, segmentNameOf(sceneFiles[2] as string, options.segmentKey))),
  ]);
  expect(decodedFrames(video, videoProfile)).toHaveLength(120);
});

describe("a segment is named by the scene and a secret", () => {
  const file = "/cache/scenes/ab/abcdef.mp4";
  const name = segmentNameOf(file, Buffer.from("secret"));
  test("in 32 hexadecimal digits, as any HMAC of the scene key", () => {
    expect(name).toBe(`${createHmac("sha256", "secret").update("abcdef").digest("hex").slice(0, 32)}.m4s`);
  });
  test.each([
    {
      what: "another place of the cache",
      other: segmentNameOf("/elsewhere/abcdef.mp4", Buffer.from("secret")),
      isSame: true,
    },
    {
      what: "another scene",
      other: segmentNameOf("/cache/scenes/ab/abcde0.mp4", Buffer.from("secret")),
      isSame: false,
    },
    { what: "another secret", other: segmentNameOf(file, Buffer.from("secret2")), isSame: false },
  ])("$what: the same name is $isSame", ({ other, isSame }) => {
    expect(other === name).toBe(isSame);
  });
});

test("what was written beside the video is reported: texts, and every segment once with its size and hash", () => {
  const [mp4Guide, hlsGuide] = assembleGuide(
    { ...plan, videoId: "twice", sceneFiles: [...sceneFiles, sceneFiles[0] as string], sceneFrames: [...lengths, 64] },
    sceneLru(1e8),
    options,
  );
  const segments = path.join(options.videosFolder, "segments");
  const standing = readdirSync(segments).map((name) => {
    const content = readFileSync(path.join(segments, name));
    return { name, bytes: content.length, sha256: createHash("sha256").update(content).digest("hex") };
  });
  const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
  expect(hlsGuide?.segments[0]?.name).toMatch(/^init-/);
  expect(hlsGuide?.segments.toSorted(byName)).toEqual(standing.sort(byName));
  expect(mp4Guide?.segments).toEqual([]);
  const texts = [".it.txt", ".it.vtt"].map((ending) => [
    ending,
    readFileSync(path.join(options.videosFolder, `twice${ending}`), "utf8"),
  ]);
  expect([mp4Guide?.textsDigest, hlsGuide?.textsDigest]).toEqual(
    Array(2).fill(digestOfTexts(Object.fromEntries(texts))),
  );
});

test.each<{ name: string; texts: Record<string, string>; isSame: boolean }>([
  { name: "another text", texts: { a: "x", b: "z" }, isSame: false },
  { name: "a text under another ending", texts: { a: "x", c: "y" }, isSame: false },
  { name: "texts that were cut elsewhere", texts: { a: "xb", b: "" }, isSame: false },
  { name: "one text less", texts: { a: "x" }, isSame: false },
  { name: "the other order", texts: { b: "y", a: "x" }, isSame: true },
])("the digest of texts is the same with $name: $isSame", ({ texts, isSame }) => {
  expect(digestOfTexts(texts) === digestOfTexts({ a: "x", b: "y" })).toBe(isSame);
});

test("assembled again, not a byte differs", () => {
  const before = readFileSync(mp4);
  assembleGuide(plan, sceneLru(1e8), options);
  expect(readFileSync(mp4).equals(before)).toBe(true);
});

describe("what does not fit together is refused, and neither video nor playlist appears", () => {
  const elsewhere = { ...options, videosFolder: path.join(folder, "refused") };
  const alien = path.join(folder, `${"a".repeat(64)}.mp4`);
  beforeAll(async () => {
    mkdirSync(elsewhere.videosFolder);
    const scene = await encodeScene([jpegOf(1, videoProfile)], 8);
    const avcC = Buffer.from(scene.avcC);
    avcC[3] = 40;
    writeFileSync(alien, sceneFileOf({ ...scene, avcC }, videoProfile));
  });

  test.each([
    {
      name: "another video profile",
      files: () => [sceneFiles[0] as string, alien],
      frames: [64, 8],
      error: /another profile/,
    },
    { name: "a scene of another length", files: () => [sceneFiles[0] as string], frames: [72], error: /not as long/ },
    {
      name: "a scene that is not there",
      files: () => [path.join(folder, "missing.mp4")],
      frames: [8],
      error: /ENOENT/,
    },
  ])("$name", ({ files, frames, error }) => {
    for (const packaging of [
      { mp4: true, hls: false },
      { mp4: false, hls: true },
    ]) {
      const refused = { ...plan, sceneFiles: files(), sceneFrames: frames };
      expect(() => assembleGuide(refused, sceneLru(1e8), { ...elsewhere, ...packaging })).toThrow(error);
    }
    const names = readdirSync(elsewhere.videosFolder, { recursive: true, encoding: "utf8" });
    expect(names.filter((name) => /\.mp4|\.m3u8|\.tmp-/.test(name) && !name.startsWith("segments/init-"))).toEqual([]);
  });
});

test("many guides on threads: each is made, a bad one is listed, the others go on", async () => {
  const videosFolder = path.join(folder, "many");
  const bad = path.join(folder, `${"b".repeat(64)}.mp4`);
  copyFileSync(sceneFiles[0] as string, bad);
  writeFileSync(bad, readFileSync(bad).fill(0, 900, 910));
  const plans = Array.from({ length: 50 }, (_, index) => ({
    ...plan,
    videoId: `v${index}`,
    sceneFiles: index === 20 ? [bad] : sceneFiles,
  }));
  const guides: AssembledGuide[] = [];
  const failures: string[] = [];
  await assembleGuides(
    plans,
    { ...options, videosFolder, hls: false },
    async (batch, failed) => {
      guides.push(...batch);
      failures.push(...failed.map(({ videoId }) => videoId));
    },
    new AbortController().signal,
  );
  expect(failures).toEqual(["v20"]);
  expect(guides).toHaveLength(49);
  expect(new Set(guides.map(({ digest }) => digest)).size).toBe(1);
  expectVideos(videosFolder, guides);
});

/** In a folder are the videos of these guides, whole, and no other; all show the same scenes. */
function expectVideos(videosFolder: string, guides: AssembledGuide[]): void {
  const videos = readdirSync(videosFolder).filter((name) => !name.includes(".it."));
  expect(videos.sort()).toEqual(guides.map(({ videoId }) => `${videoId}.mp4`).sort());
  const whole = readFileSync(mp4);
  expect(videos.filter((name) => !readFileSync(path.join(videosFolder, name)).equals(whole))).toEqual([]);
}

test("an interrupted assembly stops: what it has made is whole, and was answered for", async () => {
  const controller = new AbortController();
  const videosFolder = path.join(folder, "interrupted");
  const plans = Array.from({ length: 200 }, (_, index) => ({ ...plan, videoId: `v${index}` }));
  const guides: AssembledGuide[] = [];
  const work = assembleGuides(
    plans,
    { ...options, videosFolder, hls: false },
    async (batch) => {
      guides.push(...batch);
      controller.abort();
    },
    controller.signal,
  );
  await expect(work).rejects.toThrow(/abort/);
  expect(guides.length).toBeGreaterThan(0);
  expect(guides.length).toBeLessThan(200);
  expectVideos(videosFolder, guides);
});

const endedWithout = "a thread ended with 3 without an answer";

test.each([
  { what: "ends while it works, without an answer", file: "exits-at-once-child.ts", says: endedWithout },
  { what: "ends between two batches", file: "exits-after-answer-child.ts", says: endedWithout },
  { what: "fails between two batches", file: "throws-after-answer-child.ts", says: "nobody catches this" },
  { what: "cannot start", file: "missing-child.ts", says: "Cannot find module" },
])("a thread that $what is noticed", async ({ file, says }) => {
  const plans = Array.from({ length: 200 }, (_, index) => ({ ...plan, videoId: `v${index}` }));
  const work = assembleGuides(
    plans,
    options,
    // While the answers are being written down, the threads have nothing to do.
    () => setTimeout(100),
    new AbortController().signal,
    new URL(file, import.meta.url),
  );
  await expect(work).rejects.toThrow(says);
});

/** Whoever may write into a folder but not open it can write files there and cannot sync it. */
test.runIf(process.getuid?.() === 0)("guides are not answered for before their folder is synced", () => {
  chmodSync(folder, 0o755);
  const videosFolder = path.join(folder, "unsyncable");
  mkdirSync(videosFolder);
  chownSync(videosFolder, 12_345, 12_345);
  const assemble = () => {
    const words = [path.join(import.meta.dirname, "assemble-child.ts"), videosFolder, sceneFiles[1] as string];
    return spawnSync(process.execPath, words, { uid: 12_345, gid: 12_345, encoding: "utf8" });
  };
  chmodSync(videosFolder, 0o300);
  expect(assemble()).toMatchObject({ status: 0, stdout: "EACCES" });
  expect(readdirSync(videosFolder)).toContain("guide.mp4");
  chmodSync(videosFolder, 0o700);
  expect(assemble()).toMatchObject({ status: 0, stdout: "guide" });
});
