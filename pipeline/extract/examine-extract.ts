import { createHash } from "node:crypto";
import type { ExtractName, TextEncoding } from "../domain/extract.ts";
import { lineFeed } from "./scan/byte-search.ts";
import { type Header, headBytes, readHeader } from "./scan/header.ts";
import { type ExtractFile, readBytes } from "./scan/read-bytes.ts";
import { Utf8Check } from "./scan/text-encoding.ts";

/** A file that was read once from end to end and can be read as rows. */
export type ExaminedExtract = ExtractFile &
  Header & {
    name: ExtractName;
    /** Of the file as it lies on the disk. */
    sha256: string;
    /** Of the text in it, byte order mark included: the same as `sha256` unless it is gzipped. */
    textSha256: string;
    bytes: number;
    encoding: TextEncoding;
    /** Line breaks in the text: about as many as rows. */
    lineBreaks: number;
    /** False when the last row has no line break; true of an empty file. */
    endsWithLineBreak: boolean;
  };

/**
 * Reads a file once before its rows are used: its hash, its encoding, its header, and whether its gzip is complete.
 * Throws a `PipelineError` for a file that cannot be read as this kind of extract.
 */
export async function examineExtract(name: ExtractName, file: ExtractFile): Promise<ExaminedExtract> {
  const [hash, textHash] = [createHash("sha256"), createHash("sha256")];
  const utf8 = new Utf8Check();
  let bytes = 0;
  let lineBreaks = 0;
  let head: Buffer = Buffer.alloc(0);
  let lastByte: number = lineFeed;
  const countStored = (chunk: Buffer) => {
    hash.update(chunk);
    bytes += chunk.length;
  };
  const chunks = readBytes(file, countStored, (chunk) => textHash.update(chunk));
  for await (const chunk of chunks) {
    utf8.push(chunk);
    lineBreaks += countLineBreaks(chunk);
    lastByte = chunk.at(-1) ?? lastByte;
    if (head.length < headBytes) head = Buffer.concat([head, chunk.subarray(0, headBytes - head.length)]);
  }
  utf8.end();
  const sha256 = hash.digest("hex");
  return {
    ...file,
    ...readHeader(name, file.fileName, head, head.length < headBytes),
    name,
    sha256,
    textSha256: file.isGzipped ? textHash.digest("hex") : sha256,
    bytes,
    encoding: utf8.isValid ? "utf-8" : "windows-1252",
    lineBreaks,
    endsWithLineBreak: lastByte === lineFeed,
  };
}

function countLineBreaks(chunk: Buffer): number {
  let count = 0;
  for (let at = chunk.indexOf(lineFeed); at !== -1; at = chunk.indexOf(lineFeed, at + 1)) count += 1;
  return count;
}
