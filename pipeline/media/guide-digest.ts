import { readFileSync } from "node:fs";
import path from "node:path";
import { canonicalJson, sha256Hex } from "../support/hash.ts";
import { boxesIn, contentAt, numbersFrom } from "./format/boxes.ts";
import { avcCOf } from "./format/movie-boxes.ts";
import { checksumOf, initSegment, mediaSegment } from "./format/scene-file.ts";
import { addressesIn } from "./hls.ts";

/**
 * Identifies the bytes of a guide: SHA-256 over its index, or its playlist, and the checksums its scenes are kept with.
 */
export function guideDigest(index: Uint8Array[], sceneChecksums: string[]): string {
  return sha256Hex(Buffer.concat([...index, ...sceneChecksums.map((checksum) => Buffer.from(checksum))]));
}

/** SHA-256 of the texts beside a video, given by file name ending, whatever their order. */
export function digestOfTexts(texts: Readonly<Record<string, string>>): string {
  return sha256Hex(canonicalJson(texts));
}

/**
 * The digest that an mp4 would have been assembled with, from its bytes alone: every byte counts. Its scenes are cut out
 * as they were put in, from keyframe to keyframe. Throws when it is no guide of ours.
 */
export function digestOfMp4(file: string, size: { width: number; height: number }): string {
  const bytes = readFileSync(file);
  const moov = contentAt(bytes, "moov");
  const pictures = boxesIn(bytes).at(-1);
  if (pictures?.name !== "mdat") throw new Error("the pictures are not at the end");
  const table = (name: string) => numbersFrom(contentAt(moov, "trak", "mdia", "minf", "stbl", name), 8);
  const [, ...sampleSizes] = table("stsz");
  // Samples are counted from one.
  const starts = table("stss").map((sample) => sample - 1);
  const avcC = avcCOf(moov);
  const init = initSegment(avcC, size);
  let at = 0;
  const checksums = starts.map((_, index) => {
    const sizes = sampleSizes.slice(starts[index], starts[index + 1]);
    const length = sizes.reduce((sum, picture) => sum + picture, 0);
    const payload = pictures.content.subarray(at, at + length);
    at += length;
    return checksumOf(init, mediaSegment({ avcC, sampleSizes: sizes, payload }));
  });
  if (at !== pictures.content.length) throw new Error("the pictures are not as long as the index says");
  return guideDigest([bytes.subarray(0, bytes.length - at)], checksums);
}

/**
 * The digest that a playlist and the segments it points to would have been assembled with. Segments are shared:
 * `checksums` caches those already read. Throws when a file is missing.
 */
export function digestOfPlaylist(file: string, checksums: Map<string, string>): string {
  const playlist = readFileSync(file);
  const { init, segments } = addressesIn(playlist.toString("utf8"));
  const read = (address: string) => readFileSync(path.join(path.dirname(file), address));
  const checksumOfSegment = (segment: string): string => {
    const name = `${init} ${segment}`;
    const checksum = checksums.get(name) ?? checksumOf(read(init ?? ""), read(segment));
    checksums.set(name, checksum);
    return checksum;
  };
  return guideDigest([playlist], segments.map(checksumOfSegment));
}
