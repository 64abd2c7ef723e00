import { createHash } from "node:crypto";
import type { ExtractName, TextEncoding } from "../domain/extract.ts";
import { type Header, headBytes, readHeader } from "./header.ts";
import { type ExtractFile, readBytes } from "./read-bytes.ts";
import { Utf8Check } from "./text-encoding.ts";

/** A file that was read once from end to end and can be read as rows. */
export type ExaminedExtract = ExtractFile &
  Header & {
    name: ExtractName;
    /** Of the file as it lies on the disk. */
    sha256: string;
    bytes: number;
    encoding: TextEncoding;
    /** Line breaks in the text: about as many as rows. */
    lineBreaks: number;
  };

/**
 * Reads a file once before anything is made of it: its hash, its alphabet, its header, and whether its gzip is whole.
 * Throws a `PipelineError` for a file that cannot be read as this kind of extract.
 */
export async function examineExtract(name: ExtractName, file: ExtractFile): Promise<ExaminedExtract> {
  const hash = createHash("sha256");
  const utf8 = new Utf8Check();
  let bytes = 0;
  let lineBreaks = 0;
  let head: Buffer = Buffer.alloc(0);
  const chunks = readBytes(file, (chunk) => {
    hash.update(chunk);
    bytes += chunk.length;
  });
  for await (const chunk of chunks) {
    utf8.push(chunk);
    lineBreaks += countLineBreaks(chunk);
    if (head.length < headBytes) head = Buffer.concat([head, chunk.subarray(0, headBytes - head.length)]);
  }
  utf8.end();
  return {
    ...file,
    ...readHeader(name, file.fileName, head, head.length < headBytes),
    name,
    sha256: hash.digest("hex"),
    bytes,
    encoding: utf8.isValid ? "utf-8" : "windows-1252",
    lineBreaks,
  };
}

function countLineBreaks(chunk: Buffer): number {
  let count = 0;
  for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) count += 1;
  return count;
}
