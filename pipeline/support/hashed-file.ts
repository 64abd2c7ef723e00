import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import path from "node:path";
import { openAtomicFile } from "./atomic-file.ts";

/** A file as it was written; a header is no row. */
type HashedFile = { name: string; rows: number; bytes: number; sha256: string };

/** A file being written; it appears under its name only when it is finished. */
export type HashedFileWriter = {
  /** `line` with its line end. A header is no row. */
  add(line: string, options?: { isHeader: boolean }): Promise<void>;
  finish(): Promise<HashedFile>;
  abort(): Promise<void>;
};

/** Characters collected before they are hashed and written: few writes, little memory. */
const batchLength = 1 << 18;

/** Opens `<folder>/<name>` to be written line by line; memory stays flat however many lines come. */
export async function openHashedFile(folder: string, name: string): Promise<HashedFileWriter> {
  const file = await openAtomicFile(path.join(folder, name));
  const hash = createHash("sha256");
  let batch = "";
  let rows = 0;
  let bytes = 0;
  const writeBatch = async () => {
    const content = Buffer.from(batch, "utf8");
    batch = "";
    hash.update(content);
    bytes += content.byteLength;
    await file.write(content);
  };
  return {
    async add(line, options) {
      if (!options?.isHeader) rows += 1;
      batch += line;
      if (batch.length >= batchLength) await writeBatch();
    },
    async finish() {
      await writeBatch();
      await file.commit();
      return { name, rows, bytes, sha256: hash.digest("hex") };
    },
    abort: () => file.abort(),
  };
}

/** SHA-256 of a file's content as 64 hexadecimal digits, read piece by piece; null when there is no such file. */
export async function sha256OfFile(file: string): Promise<string | null> {
  const hash = createHash("sha256");
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: 1 << 18 })) hash.update(chunk as Buffer);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
  return hash.digest("hex");
}
