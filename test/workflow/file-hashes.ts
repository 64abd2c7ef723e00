import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { sha256Hex } from "../../pipeline/support/hash.ts";

/** The hash of every file below a folder, by its path inside. */
export function fileHashes(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const named = files.map((entry) => path.join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(named.map((file) => [path.relative(folder, file), sha256Hex(readFileSync(file))]));
}
