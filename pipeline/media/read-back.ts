import { readFileSync } from "node:fs";
import { boxesIn, contentAt, numbersFrom } from "./format/boxes.ts";
import { avcCOf, ticksPerFrame } from "./format/movie-boxes.ts";
import type { EncodedScene } from "./format/scene-file.ts";

/**
 * Reads an assembled mp4 from disk and compares it with its scenes: configuration, number and sizes of pictures,
 * duration, keyframes at scene starts, and every byte of every scene. Throws when anything differs.
 */
export function readBack(file: string, scenes: EncodedScene[]): void {
  const bytes = readFileSync(file);
  const moov = contentAt(bytes, "moov");
  const table = (name: string) => contentAt(moov, "trak", "mdia", "minf", "stbl", name);
  const sizes = scenes.flatMap((scene) => scene.sampleSizes);

  expectEqual("avcC", avcCOf(moov).equals(scenes[0]?.avcC ?? Buffer.alloc(0)));
  expectEqual("duration", contentAt(moov, "mvhd").readUInt32BE(16) === sizes.length * ticksPerFrame);
  expectEqual("time of a frame", sameNumbers(numbersFrom(table("stts"), 4), [1, sizes.length, ticksPerFrame]));
  expectEqual("sizes", sameNumbers(numbersFrom(table("stsz"), 8), [sizes.length, ...sizes]));
  expectEqual("keyframes", sameNumbers(numbersFrom(table("stss"), 8), sceneStarts(scenes)));
  for (const [index, at] of numbersFrom(table("stco"), 8).entries()) {
    const payload = scenes[index]?.payload;
    expectEqual(`scene ${index + 1}`, payload?.equals(bytes.subarray(at, at + payload.length)) === true);
  }
  expectEqual(
    "order of boxes",
    boxesIn(bytes)
      .map(({ name }) => name)
      .join() === "ftyp,moov,mdat",
  );
}

function expectEqual(what: string, isEqual: boolean): void {
  if (!isEqual) throw new Error(`the written guide differs from its scenes: ${what}`);
}

function sameNumbers(a: number[], b: number[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}

/** Samples are counted from one. */
function sceneStarts(scenes: EncodedScene[]): number[] {
  let next = 1;
  return scenes.map((scene) => {
    const start = next;
    next += scene.sampleSizes.length;
    return start;
  });
}
