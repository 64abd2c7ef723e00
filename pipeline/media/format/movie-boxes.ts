import { box, boxesIn, contentAt, fullBox, uint16, uint32 } from "./boxes.ts";

/** Ticks a second of all our tracks, and ticks a picture: 25 pictures a second exactly. */
export const timescale = 12_800;
export const ticksPerFrame = 512;

const unityMatrix = uint32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000);

/** File type of a movie to be played from its beginning. */
export function fileType(): Buffer {
  return box("ftyp", Buffer.from("isom"), uint32(512), Buffer.from("isomiso6avc1mp41"));
}

/** Where the pictures of a track are: the sample table and its length in frames. Empty for a movie in fragments. */
export type SampleTables = { durationInFrames: number; tables: Buffer[] };

/** The `moov` box of a movie with one silent H.264 track; `extensions` announces fragments. */
export function movie(
  track: SampleTables,
  picture: { width: number; height: number; avcC: Buffer },
  extensions: Buffer[] = [],
): Buffer {
  const duration = track.durationInFrames * ticksPerFrame;
  return box("moov", movieHeader(duration), trackBox(track, duration, picture), ...extensions);
}

function movieHeader(duration: number): Buffer {
  const fixed = [uint32(0, 0, timescale, duration, 0x10000), uint16(0x100, 0), uint32(0, 0), unityMatrix];
  return fullBox("mvhd", 0, 0, ...fixed, uint32(0, 0, 0, 0, 0, 0, 2));
}

function trackBox(
  track: SampleTables,
  duration: number,
  picture: { width: number; height: number; avcC: Buffer },
): Buffer {
  const header = fullBox(
    "tkhd",
    0,
    3,
    uint32(0, 0, 1, 0, duration, 0, 0),
    uint16(0, 0, 0, 0),
    unityMatrix,
    uint32(picture.width * 65536, picture.height * 65536),
  );
  return box("trak", header, box("mdia", mediaHeader(duration), handler(), mediaInformation(track, picture)));
}

/** Language `ita`, three letters of five bits. */
function mediaHeader(duration: number): Buffer {
  const italian = [..."ita"].reduce((packed, letter) => (packed << 5) | (letter.charCodeAt(0) - 0x60), 0);
  return fullBox("mdhd", 0, 0, uint32(0, 0, timescale, duration), uint16(italian, 0));
}

function handler(): Buffer {
  return fullBox("hdlr", 0, 0, uint32(0), Buffer.from("vide"), uint32(0, 0, 0), Buffer.from("VideoHandler\0"));
}

function mediaInformation(track: SampleTables, picture: { width: number; height: number; avcC: Buffer }): Buffer {
  const dataReference = box("dinf", fullBox("dref", 0, 0, uint32(1), fullBox("url ", 0, 1)));
  const description = fullBox("stsd", 0, 0, uint32(1), visualSampleEntry(picture));
  const tables = track.tables.length > 0 ? track.tables : emptyTables();
  return box("minf", fullBox("vmhd", 0, 1, uint16(0, 0, 0, 0)), dataReference, box("stbl", description, ...tables));
}

function visualSampleEntry(picture: { width: number; height: number; avcC: Buffer }): Buffer {
  return box(
    "avc1",
    uint32(0),
    uint16(0, 1),
    uint32(0, 0, 0, 0),
    uint16(picture.width, picture.height),
    uint32(0x480000, 0x480000, 0),
    uint16(1),
    Buffer.alloc(32),
    uint16(24, 0xffff),
    box("avcC", picture.avcC),
    // BT.709 primaries, transfer and matrix, limited range.
    box("colr", Buffer.from("nclx"), uint16(1, 1, 1), Buffer.from([0])),
    box("pasp", uint32(1, 1)),
  );
}

function emptyTables(): Buffer[] {
  return [
    fullBox("stts", 0, 0, uint32(0)),
    fullBox("stsc", 0, 0, uint32(0)),
    fullBox("stsz", 0, 0, uint32(0, 0)),
    fullBox("stco", 0, 0, uint32(0)),
  ];
}

/** The decoder configuration that a `moov` box's content names. */
export function avcCOf(moov: Buffer): Buffer {
  const description = contentAt(moov, "trak", "mdia", "minf", "stbl", "stsd");
  // Version, flags and count, then the sample entry: its own header and 78 fixed bytes.
  const entry = boxesIn(description.subarray(8))[0];
  if (entry?.name !== "avc1") throw new Error("the track is not H.264");
  return contentAt(entry.content.subarray(78), "avcC");
}
