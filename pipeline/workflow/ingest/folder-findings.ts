import type { FolderFindings } from "../../decide/plausibility.ts";
import { compareWithControl } from "../../extract/compare-with-control.ts";
import type { ExaminedExtract } from "../../extract/examine-extract.ts";
import { foreignFileSentence, foreignFiles } from "../../extract/foreign-files.ts";
import { readControl } from "../../extract/read-control.ts";
import type { SnapshotFile } from "../../ledger/queries/snapshots.ts";
import type { Warn } from "../../support/progress.ts";

/** What a folder of extracts shows beside the rows: control.csv, and files that nobody agreed on. */
export async function folderFindings(
  folder: string,
  extracts: readonly ExaminedExtract[],
  files: readonly SnapshotFile[],
  warn: Warn,
): Promise<FolderFindings> {
  const foreign = await foreignFiles(folder);
  return {
    foreignFiles: foreign.length === 0 ? null : foreignFileSentence(foreign),
    control: await controlFindings(folder, extracts, files, warn),
  };
}

async function controlFindings(
  folder: string,
  extracts: readonly ExaminedExtract[],
  files: readonly SnapshotFile[],
  warn: Warn,
): Promise<FolderFindings["control"]> {
  const control = await readControl(folder);
  if (control === null) return null;
  const read = extracts.map(({ name, fileName, sha256, textSha256 }) => ({
    fileName,
    rows: files.find(({ file }) => file === name)?.rows ?? 0,
    sha256,
    textSha256,
  }));
  const { disagreements, unnamed } = compareWithControl(control, read);
  if (unnamed.length > 0)
    warn(`control.csv does not name ${unnamed.join(" and ")}: rows that were lost there cannot be noticed`);
  return { disagreements };
}
