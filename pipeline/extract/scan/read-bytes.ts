import { createReadStream } from "node:fs";
import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { PipelineError } from "../../domain/errors.ts";
import { agreementOnExtracts } from "../../domain/extract.ts";

const chunkBytes = 1 << 18;
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/** A file of extracts as it lies on the disk. */
export type ExtractFile = {
  path: string;
  /** As people see it, without folders. */
  fileName: string;
  isGzipped: boolean;
};

/**
 * The bytes of the text in a file: unzipped, without a byte order mark. `onFileBytes` sees what is on the disk,
 * `onUnzippedBytes` what comes out of a gzip, with the mark.
 * Throws a `PipelineError` when the file cannot be read, its gzip is broken, or it is UTF-16.
 */
export async function* readBytes(
  file: ExtractFile,
  onFileBytes?: (bytes: Buffer) => void,
  onUnzippedBytes?: (bytes: Buffer) => void,
): AsyncGenerator<Buffer> {
  try {
    const stored = readStored(file, onFileBytes);
    yield* withoutMark(file, file.isGzipped ? unzipped(file, stored, onUnzippedBytes) : stored);
  } catch (error) {
    throw readableError(file, error);
  }
}

async function* readStored(file: ExtractFile, onFileBytes?: (bytes: Buffer) => void): AsyncGenerator<Buffer> {
  for await (const chunk of createReadStream(file.path, { highWaterMark: chunkBytes })) {
    onFileBytes?.(chunk as Buffer);
    yield chunk as Buffer;
  }
}

async function* unzipped(
  file: ExtractFile,
  stored: AsyncIterable<Buffer>,
  onUnzippedBytes?: (bytes: Buffer) => void,
): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: chunkBytes });
  const read = { bytes: 0, upToLastContent: 0 };
  // Errors of either stream are thrown by the loop below.
  pipeline(Readable.from(countingContent(stored, read)), gunzip, () => {});
  for await (const chunk of gunzip) {
    onUnzippedBytes?.(chunk as Buffer);
    yield chunk as Buffer;
  }
  // Gunzip takes zero bytes for the end and ignores what comes after them.
  if (read.upToLastContent > gunzip.bytesWritten) throw brokenGzip(file);
}

/** Counts bytes, and where the last is that is not zero: a file may be padded with zeros at its end. */
async function* countingContent(stored: AsyncIterable<Buffer>, read: { bytes: number; upToLastContent: number }) {
  for await (const chunk of stored) {
    let end = chunk.length;
    while (end > 0 && chunk[end - 1] === 0) end -= 1;
    if (end > 0) read.upToLastContent = read.bytes + end;
    read.bytes += chunk.length;
    yield chunk;
  }
}

async function* withoutMark(file: ExtractFile, chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let head: Buffer | null = Buffer.alloc(0);
  for await (const chunk of chunks) {
    if (head === null) {
      yield chunk;
      continue;
    }
    head = Buffer.concat([head, chunk]);
    if (head.length < byteOrderMark.length) continue;
    yield withoutMarkAtStart(file, head);
    head = null;
  }
  if (head && head.length > 0) yield withoutMarkAtStart(file, head);
}

function withoutMarkAtStart(file: ExtractFile, head: Buffer): Buffer {
  const isUtf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  if (isUtf16) {
    throw new PipelineError("utf-16", `${file.fileName} is written in UTF-16`, {
      nextStep: `Save it as CSV UTF-8 and run the same command again; see ${agreementOnExtracts}`,
    });
  }
  return head.subarray(0, 3).equals(byteOrderMark) ? head.subarray(3) : head;
}

function brokenGzip(file: ExtractFile, cause?: unknown): PipelineError {
  return new PipelineError("broken-gzip", `${file.fileName} is not a whole gzip file`, {
    nextStep: `Ask the sender for the file again and run the same command; see ${agreementOnExtracts}`,
    cause,
  });
}

function readableError(file: ExtractFile, error: unknown): unknown {
  if (error instanceof PipelineError) return error;
  const code = (error as NodeJS.ErrnoException).code ?? "";
  if (code.startsWith("Z_")) return brokenGzip(file, error);
  if (!/^E[A-Z]+$/.test(code)) return error;
  return new PipelineError("unreadable-file", `${file.fileName} cannot be read (${code})`, {
    nextStep: "See that the file is there and may be read, and run the same command again",
    cause: error,
  });
}
