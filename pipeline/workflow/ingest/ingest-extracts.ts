import type { FolderFindings } from "../../decide/plausibility.ts";
import { assertRejectionRate } from "../../decide/rejection-rate.ts";
import { PipelineError } from "../../domain/errors.ts";
import type { ExtractName } from "../../domain/extract.ts";
import { type ExaminedExtract, examineExtract } from "../../extract/examine-extract.ts";
import { findExtracts } from "../../extract/find-extracts.ts";
import { readExtract } from "../../extract/read-extract.ts";
import { assertNotCutOff } from "../../extract/scan/cut-off.ts";
import { beginSnapshot, type SnapshotLoad } from "../../ledger/bulk/load-snapshot.ts";
import { uncommittedRejections } from "../../ledger/bulk/rejections.ts";
import { removeFromSnapshot } from "../../ledger/bulk/remove-from-snapshot.ts";
import { checkpointWal } from "../../ledger/bulk/sqlite.ts";
import { inTransaction } from "../../ledger/bulk/transaction.ts";
import type { Ledger } from "../../ledger/open-ledger.ts";
import { addPendingPlan, type PlanInputs } from "../../ledger/queries/plans.ts";
import {
  contentKeyWithout,
  findSnapshot,
  removeUnusedSnapshots,
  type SnapshotFile,
  saveSnapshotFile,
  snapshotFiles,
} from "../../ledger/queries/snapshots.ts";
import type { CampaignSettings } from "../../settings/campaign-settings.ts";
import { canonicalJson, sha256Hex } from "../../support/hash.ts";
import type { Warn } from "../../support/progress.ts";
import { withProgress } from "../../support/with-progress.ts";
import { type ForgottenPeople, forgottenPeople } from "../forget/forgotten-people.ts";
import { readingRules } from "../plan/plan-inputs.ts";
import type { RunTools } from "../run-tools.ts";
import { assertNotPurged } from "./assert-not-purged.ts";
import { folderFindings } from "./folder-findings.ts";
import { withRefusal } from "./refused.ts";

export type IngestSummary = {
  snapshot: number;
  /** The files were read now; false when the ledger had them already. */
  isRead: boolean;
  files: SnapshotFile[];
  /** What the folder shows beside the rows. */
  folder: FolderFindings;
};

/**
 * Brings the extracts of a folder into the ledger, all of them or nothing. The same files are read once, for all
 * campaigns. Nothing is made of them yet; a snapshot that no plan is made from goes with the next that is removed.
 * Throws a `PipelineError` (exit 2) for files that cannot be trusted; what was rejected of them until then is in
 * `<out>/refused/`.
 */
export async function ingestExtracts(
  ledger: Ledger,
  settings: CampaignSettings,
  tools: Pick<RunTools, "progress" | "warn" | "signal">,
): Promise<IngestSummary> {
  await assertNotPurged(ledger, settings);
  const found = await findExtracts(settings.extractsFolder);
  return withRefusal(settings, async () => {
    const extracts: ExaminedExtract[] = [];
    for (const [name, file] of found) extracts.push(await examineExtract(name, file));
    warnOfOddities(extracts, tools.warn);
    const forgotten = await forgottenPeople(ledger, settings);
    const reading = { ledger, settings, ...tools, isForgotten: forgotten.isForgotten };
    const contentKey = contentKeyWithout(await contentKeyOf(extracts), forgotten.name);
    const summary = await inTransaction(ledger, () =>
      withRefusal(
        settings,
        () => readSnapshot(reading, contentKey, extracts),
        () => ({ rejections: uncommittedRejections(ledger, contentKey) }),
      ),
    );
    checkpointWal(ledger.writer);
    return {
      ...summary,
      folder: await folderFindings(settings.extractsFolder ?? "", extracts, summary.files, tools.warn),
    };
  });
}

type Reading = { ledger: Ledger; settings: CampaignSettings; isForgotten: ForgottenPeople["isForgotten"] } & Pick<
  RunTools,
  "progress" | "signal"
>;

async function readSnapshot(
  reading: Reading,
  contentKey: string,
  extracts: readonly ExaminedExtract[],
): Promise<Omit<IngestSummary, "folder">> {
  const { ledger, settings } = reading;
  const known = await findSnapshot(ledger, contentKey);
  const snapshot = known ?? (await readAll(reading, contentKey, extracts));
  const files = await snapshotFiles(ledger, snapshot);
  for (const file of files) assertRejectionRate(file, settings.maxRejectedPercent);
  await addPendingPlan(ledger, { ...planSettings(settings), snapshot });
  await removeUnusedSnapshots(ledger);
  return { snapshot, isRead: known === null, files };
}

/** What of the settings is noted of a plan. */
export function planSettings(settings: CampaignSettings): Omit<PlanInputs, "snapshot"> {
  const { campaign, asOf, audience, packaging, limit, holdoutPercent, config } = settings;
  return { campaign, asOf, audience, packaging, limit, holdoutPercent, settings: JSON.stringify(config) };
}

/** Equal for the same files, as long as they would be read in the same way. */
async function contentKeyOf(extracts: readonly ExaminedExtract[]): Promise<string> {
  const files = extracts.map(({ name, sha256 }) => ({ name, sha256 }));
  return sha256Hex(canonicalJson({ readingRules: await readingRules(), files }));
}

async function readAll(reading: Reading, contentKey: string, extracts: readonly ExaminedExtract[]): Promise<number> {
  const load = beginSnapshot(reading.ledger, contentKey);
  let rowsBefore = 0;
  for (const extract of extracts) {
    const file = await readOne(extract.name, extract, load, { ...reading, rowsBefore });
    rowsBefore += file.rows;
    // When one file cannot be trusted, the larger ones after it need not be read.
    assertRejectionRate(file, reading.settings.maxRejectedPercent);
    await saveSnapshotFile(reading.ledger, load.snapshot, file);
  }
  load.finish();
  if (reading.isForgotten !== null) removeFromSnapshot(reading.ledger, load.snapshot, reading.isForgotten);
  return load.snapshot;
}

async function readOne<Name extends ExtractName>(
  name: Name,
  extract: ExaminedExtract,
  load: SnapshotLoad,
  { progress, signal, rowsBefore }: Reading & { rowsBefore: number },
): Promise<SnapshotFile> {
  const counts = await withProgress(
    progress,
    [`Reading ${extract.fileName}`, extract.lineBreaks, "rows"],
    async (task) => {
      const into = load.open(name);
      try {
        for await (const batch of readExtract(name, extract)) {
          signal.throwIfAborted();
          into.add(batch);
          task.advance(batch.length);
        }
      } catch (error) {
        // The sender is told what is wrong with the rows before: also with those that others show to be wrong.
        if (error instanceof PipelineError) into.finish();
        throw error;
      }
      const counted = into.finish();
      assertNotCutOff(extract, { rows: counted.rows, rowsBefore }, into.lastRow());
      task.finish(`${counted.rows} rows, ${counted.rejected} rejected`);
      return counted;
    },
  );
  const { fileName, sha256, bytes, encoding, delimiter, unknownColumns } = extract;
  return { file: name, fileName, sha256, bytes, encoding, delimiter, unknownColumns, ...counts };
}

function warnOfOddities(extracts: readonly ExaminedExtract[], warn: Warn): void {
  if (!extracts.some(({ name }) => name === "suspensions"))
    warn("There is no suspensions.csv: no quarter counts as suspended");
  for (const { fileName, encoding, unknownColumns } of extracts) {
    if (encoding === "windows-1252") warn(`${fileName} is not UTF-8 and is read as Windows-1252`);
    if (unknownColumns.length > 0) warn(`${fileName}: ${unknownColumnsSentence(unknownColumns)}`);
  }
}

/** Column names are the sender's text: shown short, few, and without control characters. */
function unknownColumnsSentence(columns: readonly string[]): string {
  const shown = columns.slice(0, 5).map((column) => column.replace(/[\p{Cc}\p{Cf}]/gu, " ").slice(0, 40));
  const rest = columns.length > shown.length ? ` and ${columns.length - shown.length} more` : "";
  return `unknown columns are ignored: ${shown.join(", ")}${rest}`;
}
