import type { FolderFindings } from "../decide/plausibility.ts";
import type { ExaminedExtract } from "../extract/examine-extract.ts";
import { foreignFileSentence, foreignFiles } from "../extract/find-extracts.ts";
import { compareWithControl, readControl } from "../extract/read-control.ts";
import type { SnapshotFile } from "../ledger/snapshots.ts";
import type { Warn } from "../support/progress.ts";

/** What a folder of extracts shows beside the rows: control.csv, and files that nobody agreed on. */
export async function folderFindings(
  folder: string,
  extracts: readonly ExaminedExtract[],
  files: readonly SnapshotFile[],
  warn: Warn,
): Promise<FolderFindings> {
  const foreign = await foreignFiles(folder);
  const control = await readControl(folder);
  return {
    foreignFiles: foreign.length === 0 ? null : foreignFileSentence(foreign),
    control: control && { disagreements: compareWithControl(control, extracts, files) },
  };
}
