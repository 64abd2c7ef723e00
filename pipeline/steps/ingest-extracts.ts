import type { ExtractName } from "../domain/extract.ts";
import { assertNotCutOff } from "../extract/cut-off.ts";
import { type ExaminedExtract, examineExtract } from "../extract/examine-extract.ts";
import { findExtracts } from "../extract/find-extracts.ts";
import { readExtract } from "../extract/read-extract.ts";
import { assignSnapshot } from "../ledger/campaigns.ts";
import { beginSnapshot, type SnapshotLoad } from "../ledger/load-snapshot.ts";
import type { Ledger } from "../ledger/open-ledger.ts";
import {
  findSnapshot,
  removeUnusedSnapshots,
  type SnapshotFile,
  saveSnapshotFile,
  snapshotFiles,
} from "../ledger/snapshots.ts";
import { foldLog } from "../ledger/sqlite.ts";
import { inTransaction } from "../ledger/transaction.ts";
import type { CampaignSettings } from "../settings.ts";
import { canonicalJson, sha256Hex } from "../support/hash.ts";
import type { Progress } from "../support/progress.ts";
import { watched } from "../support/watched.ts";
import { refuseDistrusted } from "./distrust.ts";
import { refusePurged } from "./refuse-purged.ts";

/** Changes whenever the same files would be read differently: they are then read again. */
const readingRules = 3;

export type IngestSummary = {
  snapshot: number;
  /** The files were read now; false when the ledger had them already. */
  isRead: boolean;
  /** The campaign is made from other extracts than before. */
  isOther: boolean;
  files: SnapshotFile[];
};

/**
 * Brings the extracts of a campaign into the ledger, all of them or nothing. The same files are read once, for all
 * campaigns; other files replace those a campaign was made from. Throws a `PipelineError` (exit 2) for files that
 * cannot be trusted.
 */
export async function ingestExtracts(
  ledger: Ledger,
  settings: CampaignSettings,
  progress: Progress,
  signal?: AbortSignal,
): Promise<IngestSummary> {
  await refusePurged(settings);
  const extracts: ExaminedExtract[] = [];
  for (const [name, file] of await findExtracts(settings.extractsFolder))
    extracts.push(await examineExtract(name, file));
  reportOddities(extracts, progress);
  const { campaign, asOf, audience, config } = settings;
  const summary = await inTransaction(ledger, async () => {
    const contentKey = contentKeyOf(extracts);
    const known = findSnapshot(ledger, contentKey);
    const snapshot = known ?? (await readAll({ ledger, settings, progress, signal }, contentKey, extracts));
    const files = snapshotFiles(ledger, snapshot);
    for (const file of files) refuseDistrusted(file, settings.maxRejectedPercent);
    const { isOther } = assignSnapshot(ledger, {
      campaign,
      snapshot,
      asOf,
      audience,
      settings: JSON.stringify(config),
    });
    removeUnusedSnapshots(ledger);
    return { snapshot, isRead: known === null, isOther, files };
  });
  foldLog(ledger.writer);
  return summary;
}

function contentKeyOf(extracts: readonly ExaminedExtract[]): string {
  return sha256Hex(canonicalJson({ readingRules, files: extracts.map(({ name, sha256 }) => ({ name, sha256 })) }));
}

type Reading = { ledger: Ledger; settings: CampaignSettings; progress: Progress; signal: AbortSignal | undefined };

async function readAll(reading: Reading, contentKey: string, extracts: readonly ExaminedExtract[]): Promise<number> {
  const load = beginSnapshot(reading.ledger, contentKey);
  for (const extract of extracts) {
    const file = await readOne(extract.name, extract, load, reading);
    // When one file cannot be trusted, the larger ones after it need not be read.
    refuseDistrusted(file, reading.settings.maxRejectedPercent);
    saveSnapshotFile(reading.ledger, load.snapshot, file);
  }
  load.finish();
  return load.snapshot;
}

async function readOne<Name extends ExtractName>(
  name: Name,
  extract: ExaminedExtract,
  load: SnapshotLoad,
  { progress, signal }: Reading,
): Promise<SnapshotFile> {
  const counts = await watched(progress, [`Reading ${extract.fileName}`, extract.lineBreaks, "rows"], async (task) => {
    const into = load.open(name);
    for await (const batch of readExtract(name, extract)) {
      signal?.throwIfAborted();
      into.add(batch);
      task.advance(batch.length);
    }
    const counted = into.finish();
    assertNotCutOff(extract, counted.rows, into.lastRow());
    task.finish(`${counted.rows} rows, ${counted.rejected} rejected`);
    return counted;
  });
  const { fileName, sha256, bytes, encoding, delimiter, unknownColumns } = extract;
  return { file: name, fileName, sha256, bytes, encoding, delimiter, unknownColumns, ...counts };
}

function reportOddities(extracts: readonly ExaminedExtract[], progress: Progress): void {
  for (const { fileName, encoding, unknownColumns } of extracts) {
    if (encoding === "windows-1252") progress.say(`${fileName} is not UTF-8 and is read as Windows-1252`);
    if (unknownColumns.length > 0) progress.say(`${fileName}: ${unknownColumnsSentence(unknownColumns)}`);
  }
}

/** Column names are the sender's text: shown short, few, and without control characters. */
function unknownColumnsSentence(columns: readonly string[]): string {
  const shown = columns.slice(0, 5).map((column) => column.replace(/[\p{Cc}\p{Cf}]/gu, " ").slice(0, 40));
  const rest = columns.length > shown.length ? ` and ${columns.length - shown.length} more` : "";
  return `unknown columns are ignored: ${shown.join(", ")}${rest}`;
}
