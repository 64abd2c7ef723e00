import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { readLines } from "../../support/read-lines.ts";

/** Files in which no text stands; the databases are looked through table by table. */
const withoutText = /\.(mp4|m4s|m4a|png|jpe?g|pdf|sqlite|sqlite-wal|sqlite-shm|key|lock)$/;

/** The files of a folder, by their path in it, in whose name or text a code still stands by itself. */
export async function filesNaming(folder: string, code: string): Promise<string[]> {
  const found: string[] = [];
  // Eleven digits may be a part of a longer number that is something else.
  const alone = new RegExp(`(?<![A-Z0-9])${code}(?![A-Z0-9])`);
  for (const name of existsSync(folder) ? await readdir(folder, { recursive: true, withFileTypes: true }) : []) {
    const file = path.join(name.parentPath, name.name);
    if (name.isDirectory() || file.startsWith(path.join(folder, "cache"))) continue;
    if (alone.test(name.name) || (!withoutText.test(name.name) && (await isInFile(file, alone))))
      found.push(path.relative(folder, file));
  }
  return found.sort();
}

async function isInFile(file: string, alone: RegExp): Promise<boolean> {
  for await (const line of readLines(file)) if (alone.test(line)) return true;
  return false;
}
