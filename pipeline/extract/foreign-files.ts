import { readdir } from "node:fs/promises";
import { extractNames } from "../domain/extract.ts";
import { controlFileName } from "./read-control.ts";

const agreedNames: readonly string[] = [
  controlFileName,
  ...extractNames.flatMap((name) => [`${name}.csv`, `${name}.csv.gz`]),
];

const looksLikeExtract = /\.(csv|csv\.gz|zip|xls|xlsx|txt)$/i;

/**
 * Files of a folder that look like extracts and are not read, sorted: an optional file under another name would be
 * ignored silently.
 */
export async function foreignFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory() && looksLikeExtract.test(entry.name.trim()))
    .map(({ name }) => name)
    .filter((name) => !agreedNames.includes(name))
    .toSorted();
}

/** One sentence about files that `foreignFiles` found; names are shown short and without control characters. */
export function foreignFileSentence(names: readonly string[]): string {
  const what = names.length === 1 ? "a file that is not read" : `${names.length} files that are not read`;
  const respelt = names.flatMap((name) => {
    const agreed = agreedNames.find((other) => other === name.trim().toLowerCase());
    return agreed === undefined ? [] : [`${shownName(name)} is not read: call it ${agreed}`];
  });
  return [`The folder of extracts holds ${what}: ${shownNames(names)}`, ...respelt.slice(0, 1)].join("; ");
}

const mostNames = 5;
const longestName = 60;

/** A few names of files as a sentence can show them: they are the sender's text, of any length and character. */
export function shownNames(names: readonly string[]): string {
  const shown = names.slice(0, mostNames).map(shownName);
  const rest = names.length - shown.length;
  return rest > 0 ? `${shown.join(", ")} and ${rest} more` : shown.join(", ");
}

export function shownName(name: string): string {
  return name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, " ").slice(0, longestName);
}
