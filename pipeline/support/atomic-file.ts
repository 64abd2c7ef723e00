import {
  closeSync,
  createReadStream,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writevSync,
} from "node:fs";
import { mkdir, open, readdir, rename, rm } from "node:fs/promises";
import path from "node:path";

/** Files being written have this in their name; what is left of them after a kill can be deleted. */
export const temporaryMark = ".tmp-";

/** Writes a file so that it appears whole or not at all: beside, synced, renamed. Makes missing folders. */
export async function writeFileAtomically(
  file: string,
  content: string | Uint8Array,
  { mode }: { mode?: number } = {},
): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const temporary = temporaryNameFor(file);
  try {
    const handle = await open(temporary, "w", mode);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/**
 * The same, synchronous and faster, for threads that do nothing else meanwhile; pieces are written one after the other.
 * `check` sees the written file, still under its temporary name, before it appears.
 */
export function writePiecesAtomicallySync(file: string, pieces: Uint8Array[], check?: (written: string) => void): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const temporary = temporaryNameFor(file);
  try {
    const handle = openSync(temporary, "w");
    try {
      writeAll(handle, pieces);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    check?.(temporary);
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Deletes what a kill has left half written in a folder and below it; nobody else may be writing there. */
export async function removeTemporaryFiles(folder: string): Promise<void> {
  if (!existsSync(folder)) return;
  for (const name of await readdir(folder, { recursive: true, encoding: "utf8" }))
    if (path.basename(name).includes(temporaryMark))
      await rm(path.join(folder, name), { recursive: true, force: true });
}

/** Moves a finished file to its place, also to another disk: the folder may be a link or a mount. */
export async function moveFile(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EXDEV") throw error;
    const file = await openAtomicFile(to);
    try {
      for await (const chunk of createReadStream(from)) await file.write(chunk as Uint8Array);
      await file.commit();
    } catch (failure) {
      await file.abort();
      throw failure;
    }
    await rm(from);
  }
}

/** A write may stop short, on a nearly full disk for instance; the rest is retried until it is written or throws. */
function writeAll(handle: number, pieces: Uint8Array[]): void {
  let rest = pieces;
  while (rest.length > 0) {
    let written = writevSync(handle, rest);
    while (rest[0] && written >= rest[0].length) {
      written -= rest[0].length;
      rest = rest.slice(1);
    }
    if (rest[0] && written > 0) rest = [rest[0].subarray(written), ...rest.slice(1)];
  }
}

/** A large file being written: it appears under its name with `commit`. */
export type AtomicFile = {
  /** Resolves when the caller may write more, so that memory stays flat. */
  write(chunk: string | Uint8Array): Promise<void>;
  commit(): Promise<void>;
  abort(): Promise<void>;
};

/** Bytes collected before they go to disk: many small pieces cost no more than a few large ones. */
const batchBytes = 1 << 18;

/** Opens a file to be written piece by piece, each `write` awaited before the next. Makes missing folders. */
export async function openAtomicFile(file: string): Promise<AtomicFile> {
  await mkdir(path.dirname(file), { recursive: true });
  const temporary = temporaryNameFor(file);
  const handle = await open(temporary, "w");
  let batch: Uint8Array[] = [];
  let size = 0;
  const writeBatch = async () => {
    const content = Buffer.concat(batch);
    batch = [];
    size = 0;
    await handle.writeFile(content);
  };
  return {
    async write(chunk) {
      // A copy: the caller may use its buffer again before the batch is written.
      const bytes = typeof chunk === "string" ? Buffer.from(chunk, "utf8") : Buffer.from(chunk);
      batch.push(bytes);
      size += bytes.byteLength;
      if (size >= batchBytes) await writeBatch();
    },
    async commit() {
      try {
        await writeBatch();
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(temporary, file);
    },
    async abort() {
      await handle.close();
      await rm(temporary, { force: true });
    },
  };
}

function temporaryNameFor(file: string): string {
  return `${file}${temporaryMark}${process.pid}-${Math.random().toString(36).slice(2, 10)}`;
}

/**
 * Syncs a folder's directory entries: a renamed file that was synced itself may still be missing after a power cut. A
 * folder that is not there is skipped. Windows cannot sync folders.
 */
export function syncFolder(folder: string): void {
  if (process.platform === "win32" || !existsSync(folder)) return;
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
