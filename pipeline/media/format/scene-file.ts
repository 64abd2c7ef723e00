import { createHash } from "node:crypto";
import { sha256Hex } from "../../support/hash.ts";
import { box, contentAt, fullBox, uint32 } from "./boxes.ts";
import type { CodedPictures } from "./h264.ts";
import { avcCOf, fileType, movie, ticksPerFrame } from "./movie-boxes.ts";

/** A rendered scene: all its pictures, ready to be copied into a guide. One closed GOP, 25 pictures a second. */
export type EncodedScene = {
  avcC: Buffer;
  /** Bytes of each picture; the first is a keyframe, the others are not. */
  sampleSizes: number[];
  /** The pictures one after the other. */
  payload: Buffer;
};

/** Sample flags of ISO/IEC 14496-12, 8.8.3.1: depends on no other picture; depends on others. */
const keyframeFlags = 0x02000000;
const deltaFlags = 0x01010000;

/** The pictures as a scene. */
export function sceneOf(pictures: CodedPictures): EncodedScene {
  return {
    avcC: pictures.avcC,
    sampleSizes: pictures.samples.map((sample) => sample.length),
    payload: Buffer.concat(pictures.samples),
  };
}

/**
 * A scene as a file of the cache: a small fragmented mp4 that any player opens,
 * then a `free` box with the SHA-256 of all before it.
 */
export function sceneFileOf(scene: EncodedScene, size: { width: number; height: number }): Buffer {
  const content = Buffer.concat([initSegment(scene.avcC, size), mediaSegment(scene)]);
  return Buffer.concat([content, box("free", Buffer.from(sha256Hex(content)))]);
}

/** The checksum a scene is kept with: SHA-256 of its two segments, one after the other. */
export function checksumOf(init: Uint8Array, media: Uint8Array): string {
  return createHash("sha256").update(init).update(media).digest("hex");
}

/** A scene as it was kept, and the checksum it was kept with. */
export type StoredScene = EncodedScene & { checksum: string };

/** Reads a scene file back. Throws when it is damaged or not one of ours. */
export function parseSceneFile(file: Buffer): StoredScene {
  const checksumBox = file.subarray(-72);
  const content = file.subarray(0, -72);
  const checksum = sha256Hex(content);
  if (checksumBox.toString("latin1", 4, 8) !== "free" || checksumBox.toString("latin1", 8) !== checksum) {
    throw new Error("the scene file's checksum does not fit its content");
  }
  const payload = contentAt(content, "mdat");
  const sampleSizes = sampleSizesOf(contentAt(content, "moof", "traf", "trun"));
  if (sampleSizes.reduce((sum, bytes) => sum + bytes, 0) !== payload.length) {
    throw new Error("the scene file's table does not fit its pictures");
  }
  return { avcC: avcCOf(contentAt(content, "moov")), sampleSizes, payload, checksum };
}

/** CMAF initialisation segment: the same for every scene of a video profile. */
export function initSegment(avcC: Buffer, size: { width: number; height: number }): Buffer {
  const extends_ = box("mvex", fullBox("trex", 0, 0, uint32(1, 1, ticksPerFrame, 0, deltaFlags)));
  return Buffer.concat([fileType(), movie({ durationInFrames: 0, tables: [] }, { ...size, avcC }, [extends_])]);
}

/** CMAF media segment, its time starting at zero. */
export function mediaSegment(scene: EncodedScene): Buffer {
  const fragment = (dataOffset: number) =>
    box(
      "moof",
      fullBox("mfhd", 0, 0, uint32(1)),
      // Offsets count from the start of the moof box.
      box(
        "traf",
        fullBox("tfhd", 0, 0x020000, uint32(1)),
        fullBox("tfdt", 0, 0, uint32(0)),
        trackRun(scene, dataOffset),
      ),
    );
  const dataOffset = fragment(0).length + 8;
  return Buffer.concat([fragment(dataOffset), box("mdat", scene.payload)]);
}

/** Flags: offset of the data, flags of the first sample, a size for each sample. */
function trackRun(scene: EncodedScene, dataOffset: number): Buffer {
  const { sampleSizes } = scene;
  return fullBox("trun", 0, 0x000205, uint32(sampleSizes.length, dataOffset, keyframeFlags, ...sampleSizes));
}

function sampleSizesOf(trun: Buffer): number[] {
  const count = trun.readUInt32BE(4);
  return Array.from({ length: count }, (_, index) => trun.readUInt32BE(16 + index * 4));
}
