import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import path from "node:path";
import { standingCorrections } from "../ledger/bulk/corrections.ts";
import type { Ledger } from "../ledger/open-ledger.ts";
import { type CorrectionLine, compareCorrections } from "../notify/manifests/correction-lines.ts";
import { correctionsFileName } from "../notify/manifests/manifest-files.ts";
import { correctionLineSchemas, type Manifest, type ManifestFile } from "../notify/manifests/manifest-schema.ts";
import { correctionId, notificationId } from "../notify/notification-id.ts";
import { joinSorted } from "../support/join-sorted.ts";
import { readLines } from "../support/read-lines.ts";
import { yieldToEventLoop } from "../support/yield-to-event-loop.ts";
import { jsonOrNull, recipientIn } from "./manifest-line.ts";
import type { ChannelTools } from "./verify-channel.ts";

/** `plan`: the current one, by which corrections stand; null when there is none to compare with. */
type Tools = Omit<ChannelTools, "videoExists"> & { plan: number | null };
type PlacedLine = CorrectionLine & { place: string; corrects: string };

/**
 * Hash, schema, order and ids of the corrections, and that each is what the ledger recorded and takes back a notification
 * that there was. Whom they are about may be told again: then they stand in the channel files too. Returns the number of
 * lines.
 */
export async function verifyCorrections(folder: string, file: ManifestFile, tools: Tools): Promise<number> {
  if (!existsSync(path.join(folder, file.name))) return 0;
  const count = { rows: 0 };
  const lines = checkedLines(folder, file, count, tools);
  if (tools.ledger === null || tools.plan === null) for await (const _line of lines);
  else await compareWithLedger(lines, file.name, standingIn(tools.ledger, tools.plan, tools), tools);
  return count.rows;
}

function standingIn(ledger: Ledger, plan: number, { campaign }: Tools) {
  return standingCorrections(ledger, { campaign, plan });
}

/** A manifest.json without corrections: the ledger must know none that stand either. */
export function verifyWithoutCorrections({ files }: Manifest, tools: Tools): void {
  const { ledger, plan, findings } = tools;
  if (ledger === null || plan === null || files.some(({ name }) => name === correctionsFileName)) return;
  const known = [...standingIn(ledger, plan, tools)].length;
  if (known > 0)
    findings.add(`manifests/manifest.json lists no ${correctionsFileName}, the ledger knows ${known} corrections`);
}

function parsedLine(text: string) {
  const value = jsonOrNull(text) as { channel?: unknown } | null;
  return correctionLineSchemas.get(value?.channel)?.safeParse(value);
}

/** Yields valid lines in order, so that no id can stand twice; reports whatever is wrong. */
async function* checkedLines(
  folder: string,
  file: ManifestFile,
  count: { rows: number },
  { campaign, findings, onLine }: Tools,
): AsyncGenerator<PlacedLine> {
  const where = `manifests/${file.name}`;
  const hash = createHash("sha256");
  let last: PlacedLine | null = null;
  for await (const text of readLines(path.join(folder, file.name), (bytes) => hash.update(bytes))) {
    count.rows += 1;
    onLine();
    const parsed = parsedLine(text);
    if (!parsed?.success) {
      const member = parsed?.error.issues[0]?.path.join(".") || "the line";
      findings.add(`${where}, line ${count.rows}${recipientIn(text)}: ${member} is not as agreed`);
      continue;
    }
    const { notification_id, corrects, employer_id: employerId, campaign: stated, channel } = parsed.data;
    const line: PlacedLine = {
      place: `${where}, line ${count.rows} (${employerId})`,
      employerId,
      channel,
      corrects,
      text,
    };
    if (stated !== campaign) findings.add(`${line.place}: another campaign`);
    if (notification_id !== correctionId(campaign, employerId, channel)) findings.add(`${line.place}: wrong id`);
    if (corrects !== notificationId(campaign, employerId, channel))
      findings.add(`${line.place}: does not take back the notification of its employer and channel`);
    if (last !== null && compareCorrections(last, line) >= 0)
      findings.add(`${line.place}: lines not in order, or twice`);
    else yield line;
    last = line;
  }
  if (hash.digest("hex") !== file.sha256) findings.add(`${where} was changed after it was written`);
}

async function compareWithLedger(
  lines: AsyncIterable<PlacedLine>,
  name: string,
  standing: ReturnType<typeof standingCorrections>,
  { findings }: Tools,
): Promise<void> {
  const recorded = yieldToEventLoop(standing);
  for await (const [line, known] of joinSorted(lines, recorded, compareCorrections)) {
    if (line === null)
      findings.add(`manifests/${name} leaves out ${known.employerId}, to whom a correction was written`);
    else if (known === null) findings.add(`${line.place}: the ledger knows no such correction`);
    else if (line.text !== known.content) findings.add(`${line.place}: not what was recorded when it was written`);
    else if (line.corrects !== known.corrects)
      findings.add(`${line.place}: takes back a notification that there never was`);
  }
}
