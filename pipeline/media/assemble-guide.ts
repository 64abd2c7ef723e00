import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { SegmentRecord } from "../domain/video.ts";
import { writePiecesAtomicallySync } from "../support/atomic-file.ts";
import { sha256Hex } from "../support/hash.ts";
import { type EncodedScene, initSegment, mediaSegment } from "./format/scene-file.ts";
import { digestOfTexts, guideDigest } from "./guide-digest.ts";
import type { AssembledGuide, AssemblyOptions, GuidePlan } from "./guide-plan.ts";
import { initNameOf, playlistOf, segmentNameOf, segmentsFolder } from "./hls.ts";
import { framesOf, mp4Of } from "./mp4.ts";
import { readBack } from "./read-back.ts";
import type { SceneLru } from "./scene-lru.ts";

/**
 * Writes one guide as its options say, with its texts beside it. Pictures are copied, never re-encoded. Throws when
 * scenes do not fit together or what was written cannot be read back.
 */
export function assembleGuide(plan: GuidePlan, lru: SceneLru, options: AssemblyOptions): AssembledGuide[] {
  for (const [ending, text] of Object.entries(plan.texts)) {
    writePiecesAtomicallySync(path.join(options.videosFolder, `${plan.videoId}${ending}`), [Buffer.from(text)]);
  }
  return [
    ...(options.mp4 ? [writeMp4(plan, lru, options)] : []),
    ...(options.hls ? [writePlaylist(plan, lru, options)] : []),
  ];
}

function writeMp4(plan: GuidePlan, lru: SceneLru, options: AssemblyOptions): AssembledGuide {
  const scenes = plan.sceneFiles.map((file) => lru.get(file));
  checkScenes(scenes, plan);
  const file = path.join(options.videosFolder, `${plan.videoId}.mp4`);
  const { index, pictures } = mp4Of(scenes, options.size);
  writePiecesAtomicallySync(file, [...index, ...pictures], (temporary) => readBack(temporary, scenes));
  const bytes = [...index, ...pictures].reduce((sum, piece) => sum + piece.length, 0);
  // Hashing the pictures again would take as long as writing them; their checksums were just compared.
  const digest = guideDigest(
    index,
    scenes.map(({ checksum }) => checksum),
  );
  const { videoId, inputHash } = plan;
  const textsDigest = digestOfTexts(plan.texts);
  return { videoId, inputHash, packaging: "mp4", frames: framesOf(scenes), bytes, digest, textsDigest, segments: [] };
}

function checkScenes(scenes: EncodedScene[], plan: GuidePlan): void {
  for (const [index, scene] of scenes.entries()) {
    if (!scene.avcC.equals(scenes[0]?.avcC ?? scene.avcC)) {
      throw new Error(`scene ${index + 1} was encoded with another profile than the first`);
    }
    if (scene.sampleSizes.length !== plan.sceneFrames[index]) {
      throw new Error(`scene ${index + 1} is not as long as its storyboard says`);
    }
  }
}

function writePlaylist(plan: GuidePlan, lru: SceneLru, options: AssemblyOptions): AssembledGuide {
  const published = publishSegments(plan, lru, options);
  const entries = published.map(({ segment, frames }) => ({ segment: segment.name, frames }));
  const init = published[0]?.init ?? { name: "", bytes: 0, sha256: "" };
  const playlist = Buffer.from(playlistOf(entries, init.name, options.fps));
  writePiecesAtomicallySync(path.join(options.videosFolder, `${plan.videoId}.m3u8`), [playlist]);
  const frames = plan.sceneFrames.reduce((sum, count) => sum + count, 0);
  const { videoId, inputHash } = plan;
  const digest = guideDigest(
    [playlist],
    published.map(({ checksum }) => checksum),
  );
  const segments = eachOnce([init, ...published.map(({ segment }) => segment)]);
  const textsDigest = digestOfTexts(plan.texts);
  return { videoId, inputHash, packaging: "hls", frames, bytes: playlist.length, digest, textsDigest, segments };
}

/** A scene may be shown twice in a guide. */
function eachOnce(files: SegmentRecord[]): SegmentRecord[] {
  return [...new Map(files.map((file) => [file.name, file])).values()];
}

/**
 * Segments this thread has published or found, by their scene file: each is named and written once, however many guides
 * show it.
 */
const publishedWith = new WeakMap<AssemblyOptions, Map<string, PublishedSegment>>();

type PublishedSegment = { init: SegmentRecord; segment: SegmentRecord; frames: number; checksum: string };

function publishSegments(plan: GuidePlan, lru: SceneLru, options: AssemblyOptions): PublishedSegment[] {
  const segments = plan.sceneFiles.map((file) => publishSegment(file, lru, options));
  for (const [index, { init, frames }] of segments.entries()) {
    if (init.name !== segments[0]?.init.name)
      throw new Error(`scene ${index + 1} was encoded with another profile than the first`);
    if (frames !== plan.sceneFrames[index]) throw new Error(`scene ${index + 1} is not as long as its storyboard says`);
  }
  return segments;
}

function publishSegment(file: string, lru: SceneLru, options: AssemblyOptions): PublishedSegment {
  const published = publishedWith.get(options) ?? new Map<string, PublishedSegment>();
  publishedWith.set(options, published);
  const known = published.get(file);
  if (known) return known;
  const folder = path.join(options.videosFolder, segmentsFolder);
  const scene = lru.get(file);
  const facts = {
    init: publish(folder, initNameOf(scene.avcC), initSegment(scene.avcC, options.size)),
    segment: publish(folder, segmentNameOf(file, options.segmentKey), mediaSegment(scene)),
    frames: scene.sampleSizes.length,
    checksum: scene.checksum,
  };
  published.set(file, facts);
  return facts;
}

/** A damaged segment is rewritten, for all guides that share it. */
function publish(folder: string, name: string, content: Buffer): SegmentRecord {
  const file = path.join(folder, name);
  if (!existsSync(file) || !readFileSync(file).equals(content)) writePiecesAtomicallySync(file, [content]);
  return { name, bytes: content.length, sha256: sha256Hex(content) };
}
