import { copyFileSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { EncodedPacket, EncodedVideoPacketSource, FilePathTarget, Mp4OutputFormat, Output } from "mediabunny";
import { sceneTiming, videoProfile } from "../../compositions/storyboard.ts";
import { assembleGuide } from "../../pipeline/media/assemble-guide.ts";
import { type EncodedScene, parseSceneFile } from "../../pipeline/media/format/scene-file.ts";
import { sceneLru } from "../../pipeline/media/scene-lru.ts";
import { renderScenes } from "../../pipeline/render/scenes/render-scenes.ts";
import { openSceneCache } from "../../pipeline/render/scenes/scene-cache.ts";
import { example, figure, median, renderingKit } from "./kit.ts";
import type { Row } from "./row.ts";

const rounds = 200;

/** One guide from scenes that are there, as mp4 and as hls, on one thread; beside a plain copy and a library. */
export async function measureAssembly(folder: string): Promise<Row[]> {
  const { width, height, fps } = videoProfile;
  const sceneFiles = await renderStory(folder);
  const sceneFrames = example.scenes.map((scene) => sceneTiming(scene).durationInFrames);
  const lru = sceneLru(1e9);
  const videosFolder = path.join(folder, "assembly");
  const options = { videosFolder, size: { width, height }, fps, segmentKey: new Uint8Array(32) };
  const asMp4 = { ...options, mp4: true, hls: false };
  const asHls = { ...options, mp4: false, hls: true };
  const times: Record<"mp4" | "copy" | "hls" | "library", number[]> = { mp4: [], copy: [], hls: [], library: [] };
  const measure = (kind: keyof typeof times, work: () => void) => {
    const start = performance.now();
    work();
    times[kind].push(performance.now() - start);
  };
  for (let round = 0; round < rounds; round++) {
    const plan = { videoId: `g${round}`, inputHash: "", sceneFiles, sceneFrames, texts: {} };
    const file = path.join(videosFolder, `g${round}.mp4`);
    measure("mp4", () => assembleGuide(plan, lru, asMp4));
    measure("copy", () => copyFileSync(file, `${file}.copy`));
    measure("hls", () => assembleGuide(plan, lru, asHls));
  }
  const scenes = sceneFiles.map((file) => parseSceneFile(readFileSync(file)));
  for (let round = 0; round < 20; round++) {
    const start = performance.now();
    await assembleWithLibrary(scenes, path.join(videosFolder, "library.mp4"));
    times.library.push(performance.now() - start);
  }
  const seconds = sceneFrames.reduce((sum, frames) => sum + frames, 0) / fps;
  const bytes = statSync(path.join(videosFolder, "g0.mp4")).size;
  const playlistBytes = statSync(path.join(videosFolder, "g0.m3u8")).size;
  const [mp4, copy, hls, library] = [times.mp4, times.copy, times.hls, times.library].map(median) as [
    number,
    number,
    number,
    number,
  ];
  return [
    {
      what: `assembling a guide (${figure(seconds, 0)} s, mp4, ${figure(bytes / 1e6, 1)} MB), synced and read back (plain copy: ${figure(copy, 2)} ms; mediabunny, not read back: ${figure(library, 1)} ms)`,
      measured: `${figure(mp4, 2)} ms, ${figure(mp4 / copy, 1)} times a copy`,
      promised: "≤ 12 ms, ≤ 6 times",
    },
    {
      what: "a guide as hls, scenes being there",
      measured: `${figure(hls, 2)} ms, ${figure(playlistBytes / 1024, 1)} KB`,
      promised: "≤ 1 ms, ≤ 4 KB",
    },
  ];
}

async function renderStory(folder: string): Promise<string[]> {
  const kit = await renderingKit(folder);
  const cache = openSceneCache(path.join(folder, "storyboard"));
  const jobs = example.scenes.map((scene) => ({ key: kit.keyOf(scene), scene }));
  const tools = {
    ...kit,
    cache,
    browsers: 3,
    tabsPerBrowser: 2,
    task: { advance() {}, finish() {} },
    signal: new AbortController().signal,
  };
  await renderScenes(jobs, tools);
  return jobs.map(({ key }) => cache.fileOf(key));
}

/** The same with mediabunny, packet by packet. */
async function assembleWithLibrary(scenes: EncodedScene[], file: string): Promise<void> {
  const output = new Output({
    format: new Mp4OutputFormat({ fastStart: "in-memory" }),
    target: new FilePathTarget(file),
  });
  const source = new EncodedVideoPacketSource("avc");
  output.addVideoTrack(source, { frameRate: videoProfile.fps });
  await output.start();
  const { width, height, fps } = videoProfile;
  const decoderConfig = { codec: "avc1.64001f", codedWidth: width, codedHeight: height, description: scenes[0]?.avcC };
  let frame = 0;
  for (const { sampleSizes, payload } of scenes) {
    let at = 0;
    for (const [index, size] of sampleSizes.entries()) {
      const packet = new EncodedPacket(
        payload.subarray(at, at + size),
        index === 0 ? "key" : "delta",
        frame / fps,
        1 / fps,
      );
      await source.add(packet, frame === 0 ? { decoderConfig } : undefined);
      at += size;
      frame++;
    }
  }
  await output.finalize();
}
