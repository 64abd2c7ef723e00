import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import { expect } from "vitest";

export const modeOf = (file: string) => (statSync(file).mode & 0o777).toString(8);

/** Everything in a folder that has another mode than these, each with its own. */
export function others(root: string, { folders, files }: { folders: number; files: number }): string[] {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true });
  expect(entries.length).toBeGreaterThan(3);
  return entries
    .map((entry) => ({ entry, file: path.join(entry.parentPath, entry.name) }))
    .filter(({ entry, file }) => modeOf(file) !== (entry.isDirectory() ? folders : files).toString(8))
    .map(({ file }) => `${modeOf(file)} ${path.relative(root, file)}`);
}

export const ownerOnly = { folders: 0o700, files: 0o600 };
export const withGroup = { folders: 0o750, files: 0o640 };
