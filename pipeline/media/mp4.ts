import { fullBox, uint32 } from "./format/boxes.ts";
import { fileType, movie, ticksPerFrame } from "./format/movie-boxes.ts";
import type { EncodedScene } from "./format/scene-file.ts";

/**
 * One mp4 of the scenes in their order, as the pieces to be written one after the other: index first, then pictures.
 * Fast start: the index stands before the pictures. One chunk a scene; pictures are copied, never re-encoded.
 */
export function mp4Of(
  scenes: EncodedScene[],
  size: { width: number; height: number },
): { index: Buffer[]; pictures: Buffer[] } {
  const [first] = scenes;
  if (!first) throw new Error("a guide needs at least one scene");
  const pictureBytes = scenes.reduce((sum, scene) => sum + scene.payload.length, 0);
  const moov = (firstChunkAt: number) =>
    movie(
      { durationInFrames: framesOf(scenes), tables: sampleTables(scenes, firstChunkAt) },
      { ...size, avcC: first.avcC },
    );
  const head = fileType();
  const firstChunkAt = head.length + moov(0).length + 8;
  const dataHead = Buffer.concat([uint32(8 + pictureBytes), Buffer.from("mdat")]);
  return { index: [head, moov(firstChunkAt), dataHead], pictures: scenes.map((scene) => scene.payload) };
}

/** Frames of all scenes together. */
export function framesOf(scenes: EncodedScene[]): number {
  return scenes.reduce((sum, scene) => sum + scene.sampleSizes.length, 0);
}

function sampleTables(scenes: EncodedScene[], firstChunkAt: number): Buffer[] {
  const sizes = scenes.flatMap((scene) => scene.sampleSizes);
  return [
    fullBox("stts", 0, 0, uint32(1, sizes.length, ticksPerFrame)),
    keyframes(scenes),
    chunkLengths(scenes),
    fullBox("stsz", 0, 0, uint32(0, sizes.length, ...sizes)),
    chunkOffsets(scenes, firstChunkAt),
  ];
}

/** Samples are counted from one; each scene starts with its only keyframe. */
function keyframes(scenes: EncodedScene[]): Buffer {
  let next = 1;
  const starts = scenes.map((scene) => {
    const start = next;
    next += scene.sampleSizes.length;
    return start;
  });
  return fullBox("stss", 0, 0, uint32(starts.length, ...starts));
}

function chunkLengths(scenes: EncodedScene[]): Buffer {
  const runs = scenes.flatMap((scene, index) => {
    const samples = scene.sampleSizes.length;
    return scenes[index - 1]?.sampleSizes.length === samples ? [] : [[index + 1, samples, 1]];
  });
  return fullBox("stsc", 0, 0, uint32(runs.length, ...runs.flat()));
}

function chunkOffsets(scenes: EncodedScene[], firstChunkAt: number): Buffer {
  let at = firstChunkAt;
  const offsets = scenes.map((scene) => {
    const offset = at;
    at += scene.payload.length;
    return offset;
  });
  return fullBox("stco", 0, 0, uint32(offsets.length, ...offsets));
}
