/**
 * The few ISO base media boxes (ISO/IEC 14496-12) that our files are made of.
 * All numbers are big-endian; a box is its length in four bytes, a name of four letters, and its content.
 */

/** A box around its contents. */
export function box(name: string, ...contents: Buffer[]): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + contents.reduce((sum, content) => sum + content.length, 0));
  head.write(name, 4, "latin1");
  return Buffer.concat([head, ...contents]);
}

/** A box that starts with a version and 24 bits of flags. */
export function fullBox(name: string, version: number, flags: number, ...contents: Buffer[]): Buffer {
  return box(name, uint32((version << 24) | flags), ...contents);
}

/** Unsigned 32-bit numbers. */
export function uint32(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value >>> 0, index * 4);
  return bytes;
}

/** Unsigned 16-bit numbers. */
export function uint16(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  for (const [index, value] of values.entries()) bytes.writeUInt16BE(value, index * 2);
  return bytes;
}

/** The unsigned 32-bit numbers of a box's content, from a byte on. */
export function numbersFrom(content: Buffer, at: number): number[] {
  return Array.from({ length: Math.floor((content.length - at) / 4) }, (_, index) =>
    content.readUInt32BE(at + index * 4),
  );
}

/** The contents of the boxes that stand next to each other in `bytes`, in order. Throws on a length that leads outside. */
export function boxesIn(bytes: Buffer): { name: string; content: Buffer }[] {
  const found: { name: string; content: Buffer }[] = [];
  let at = 0;
  while (at < bytes.length) {
    const length = at + 8 <= bytes.length ? bytes.readUInt32BE(at) : 0;
    if (length < 8 || at + length > bytes.length) throw new Error(`a box at byte ${at} has a wrong length`);
    found.push({ name: bytes.toString("latin1", at + 4, at + 8), content: bytes.subarray(at + 8, at + length) });
    at += length;
  }
  return found;
}

/** Follows names inward, one box in the other, and returns the innermost content. Throws when one is missing. */
export function contentAt(bytes: Buffer, ...path: string[]): Buffer {
  let content = bytes;
  for (const name of path) {
    const inner = boxesIn(content).find((candidate) => candidate.name === name);
    if (!inner) throw new Error(`there is no ${name} box`);
    content = inner.content;
  }
  return content;
}
