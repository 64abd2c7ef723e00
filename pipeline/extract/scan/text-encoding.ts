import { isUtf8 } from "node:buffer";
import type { TextEncoding } from "../../domain/extract.ts";

const lineFeed = 10;
const windows1252 = new TextDecoder("windows-1252");

/** Tells whether a file is UTF-8, chunk by chunk; a chunk may end in the middle of a character. */
export class Utf8Check {
  isValid = true;
  #carried: Buffer = Buffer.alloc(0);

  push(chunk: Buffer): void {
    if (!this.isValid) return;
    const bytes = this.#carried.length === 0 ? chunk : Buffer.concat([this.#carried, chunk]);
    const end = bytes.length - lengthOfOpenCharacter(bytes);
    this.isValid = isUtf8(bytes.subarray(0, end));
    this.#carried = Buffer.from(bytes.subarray(end));
  }

  end(): void {
    if (this.#carried.length > 0) this.isValid = false;
  }
}

/** How many bytes at the end belong to a character that has not ended: 0 to 3. */
function lengthOfOpenCharacter(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] as number;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return lengthOfCharacter(byte) > back ? back : 0;
  }
  return 0;
}

function lengthOfCharacter(firstByte: number): number {
  if (firstByte >= 0xf0) return 4;
  return firstByte >= 0xe0 ? 3 : 2;
}

/**
 * Turns bytes of whole lines into text. In a file that is not UTF-8 throughout, a line that is valid UTF-8 is read as
 * such and any other as Windows-1252: files are joined from several.
 */
export function decoderFor(encoding: TextEncoding): (bytes: Buffer) => string {
  return encoding === "utf-8" ? (bytes) => bytes.toString("utf8") : decodeMixed;
}

function decodeMixed(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString("utf8");
  const feed = bytes.indexOf(lineFeed);
  if (feed === -1 || feed === bytes.length - 1) return windows1252.decode(bytes);
  return linesOf(bytes)
    .map((line) => (isUtf8(line) ? line.toString("utf8") : windows1252.decode(line)))
    .join("");
}

/** Each with its line break. */
function linesOf(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const feed = bytes.indexOf(lineFeed, at);
    const end = feed === -1 ? bytes.length : feed + 1;
    lines.push(bytes.subarray(at, end));
    at = end;
  }
  return lines;
}
