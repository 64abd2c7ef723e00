import { brotliDecompressSync } from "node:zlib";

/**
 * The code points that a WOFF 2.0 font has glyphs for, read from its `cmap` table (formats 4 and 12).
 * Throws a `RangeError` for a file that is no WOFF 2.0 or has neither format.
 */
export function charactersOfWoff2(file: Uint8Array): Set<number> {
  const cmap = characterMapOf(file);
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

/** Numbers of the tables that WOFF 2.0 knows without their names. */
const knownTables = { cmap: 0, glyf: 10, loca: 11, unnamed: 63 };

/** All tables are compressed as one, in the order of the directory; the map is among the first, and stored as it is. */
function characterMapOf(file: Uint8Array): DataView {
  const font = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (font.getUint32(0) !== 0x774f4632) throw new RangeError("not a WOFF 2.0 file");
  const headerLength = 48;
  const directory = readDirectory(font, headerLength, font.getUint16(12));
  const compressed = file.subarray(directory.end, directory.end + font.getUint32(20));
  const tables = Uint8Array.from(brotliDecompressSync(compressed));
  const map = directory.tables.find(({ table }) => table === knownTables.cmap);
  if (!map) throw new RangeError("the font has no character map");
  return new DataView(tables.buffer, map.offset, map.length);
}

type TableEntry = { table: number; offset: number; length: number };

function readDirectory(font: DataView, start: number, count: number): { tables: TableEntry[]; end: number } {
  const tables: TableEntry[] = [];
  let at = start;
  let offset = 0;
  const readNumber = () => {
    let value = 0;
    for (;;) {
      const byte = font.getUint8(at++);
      value = value * 128 + (byte & 0x7f);
      if (byte < 0x80) return value;
    }
  };
  for (let index = 0; index < count; index++) {
    const flags = font.getUint8(at++);
    const table = flags & 0x3f;
    if (table === knownTables.unnamed) at += 4;
    const original = readNumber();
    const length = isTransformed(table, flags >> 6) ? readNumber() : original;
    tables.push({ table, offset, length });
    offset += length;
  }
  return { tables, end: at };
}

/** Outlines are rearranged unless version 3 says they are not; every other table is stored as it is in version 0. */
function isTransformed(table: number, version: number): boolean {
  return table === knownTables.glyf || table === knownTables.loca ? version !== 3 : version !== 0;
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
