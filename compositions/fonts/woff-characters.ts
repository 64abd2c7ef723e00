import { inflateSync } from "node:zlib";

/**
 * The code points that a WOFF 1.0 font has glyphs for, read from its `cmap` table (formats 4 and 12).
 * Throws a `RangeError` for a file that is no WOFF or has neither format.
 */
export function charactersOfWoff(file: Uint8Array): Set<number> {
  const cmap = tableOf(new DataView(file.buffer, file.byteOffset, file.byteLength), "cmap");
  const characters = new Set<number>();
  for (let index = 0; index < cmap.getUint16(2); index++) {
    const offset = cmap.getUint32(4 + index * 8 + 4);
    const format = cmap.getUint16(offset);
    if (format === 4) addSegments(new DataView(cmap.buffer, cmap.byteOffset + offset), characters);
    if (format === 12) addGroups(new DataView(cmap.buffer, cmap.byteOffset + offset), characters);
  }
  if (characters.size === 0) throw new RangeError("the font has no character map that we can read");
  return characters;
}

/** A table of the font, inflated when it was stored smaller than it is. */
function tableOf(font: DataView, tag: string): DataView {
  if (font.getUint32(0) !== 0x774f4646) throw new RangeError("not a WOFF file");
  for (let index = 0; index < font.getUint16(12); index++) {
    const entry = 44 + index * 20;
    if (tagAt(font, entry) !== tag) continue;
    const stored = new Uint8Array(font.buffer, font.byteOffset + font.getUint32(entry + 4), font.getUint32(entry + 8));
    const bytes = stored.length < font.getUint32(entry + 12) ? Uint8Array.from(inflateSync(stored)) : stored;
    return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
  throw new RangeError(`the font has no table ${tag}`);
}

function tagAt(font: DataView, offset: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((index) => font.getUint8(offset + index)));
}

/** Format 4: segments of the basic plane, glyph 0 meaning none. */
function addSegments(map: DataView, characters: Set<number>): void {
  const count = map.getUint16(6) / 2;
  for (let segment = 0; segment < count; segment++) {
    const last = map.getUint16(14 + segment * 2);
    const first = map.getUint16(16 + count * 2 + segment * 2);
    const delta = map.getUint16(16 + count * 4 + segment * 2);
    const rangeAt = 16 + count * 6 + segment * 2;
    const range = map.getUint16(rangeAt);
    for (let code = first; code <= last && code !== 0xffff; code++) {
      const glyph = range === 0 ? code + delta : map.getUint16(rangeAt + range + (code - first) * 2);
      if ((glyph & 0xffff) !== 0) characters.add(code);
    }
  }
}

/** Format 12: groups of all planes. */
function addGroups(map: DataView, characters: Set<number>): void {
  for (let group = 0; group < map.getUint32(12); group++) {
    const entry = 16 + group * 12;
    for (let code = map.getUint32(entry); code <= map.getUint32(entry + 4); code++) characters.add(code);
  }
}
