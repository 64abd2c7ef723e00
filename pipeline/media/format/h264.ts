/** NAL unit types that matter here (ITU-T H.264, table 7-1). */
const nalTypes = { slice: 1, keyframeSlice: 5, sequenceParameters: 7, pictureParameters: 8 } as const;

/** A coded picture sequence in the parts that a container stores. */
export type CodedPictures = {
  /** AVCDecoderConfigurationRecord, the content of an `avcC` box. */
  avcC: Buffer;
  /** One picture each, its NAL units preceded by their length in four bytes; the first is a keyframe. */
  samples: Buffer[];
};

/**
 * Cuts an Annex B byte stream of one closed GOP into pictures, one slice each. SEI messages (encoder settings) are
 * dropped: no picture depends on them. Throws without a keyframe at the start.
 */
export function cutAnnexB(stream: Buffer): CodedPictures {
  const units = nalUnitsOf(stream);
  const sps = units.find((unit) => typeOf(unit) === nalTypes.sequenceParameters);
  const pps = units.find((unit) => typeOf(unit) === nalTypes.pictureParameters);
  const pictures = units.filter((unit) => typeOf(unit) === nalTypes.slice || typeOf(unit) === nalTypes.keyframeSlice);
  if (!sps || !pps || !pictures[0] || typeOf(pictures[0]) !== nalTypes.keyframeSlice) {
    throw new Error("the encoder's output does not start with parameters and a keyframe");
  }
  return { avcC: decoderConfiguration(sps, pps), samples: pictures.map(withLength) };
}

function typeOf(unit: Buffer): number {
  return (unit[0] ?? 0) & 31;
}

function nalUnitsOf(stream: Buffer): Buffer[] {
  const units: Buffer[] = [];
  const startCode = Buffer.from([0, 0, 1]);
  let start = stream.indexOf(startCode);
  while (start !== -1) {
    const next = stream.indexOf(startCode, start + 3);
    units.push(withoutTrailingZeros(stream.subarray(start + 3, next === -1 ? stream.length : next)));
    start = next;
  }
  return units;
}

/** Zeros in front of the next start code belong to neither unit. */
function withoutTrailingZeros(unit: Buffer): Buffer {
  let end = unit.length;
  while (end > 0 && unit[end - 1] === 0) end--;
  return unit.subarray(0, end);
}

function withLength(unit: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(unit.length);
  return Buffer.concat([length, unit]);
}

/** ISO/IEC 14496-15, 5.3.3.1: one SPS, one PPS, lengths of four bytes, 8-bit 4:2:0 for the High profile. */
function decoderConfiguration(sps: Buffer, pps: Buffer): Buffer {
  const [, profile = 0, compatibility = 0, level = 0] = sps;
  const sized = (unit: Buffer) => Buffer.concat([Buffer.from([unit.length >> 8, unit.length & 255]), unit]);
  return Buffer.concat([
    Buffer.from([1, profile, compatibility, level, 0xff, 0xe1]),
    sized(sps),
    Buffer.from([1]),
    sized(pps),
    Buffer.from([0xfd, 0xf8, 0xf8, 0]),
  ]);
}
