import { existsSync } from "node:fs";
import type { Channel, Correction } from "../../domain/notification.ts";
import { readLines } from "../../support/read-lines.ts";
import { compareKeys } from "./manifest-changes.ts";
import { damagedManifest } from "./manifest-files.ts";

/** A line of corrections.ndjson, without its line break: once written it never changes. */
export type CorrectionLine = CorrectionKey & { text: string };
type CorrectionKey = { employerId: string; channel: Channel };

/** By employer, then in the order of `channels`: corrections are for employers alone. */
export function compareCorrections(a: CorrectionKey, b: CorrectionKey): number {
  return compareKeys({ ...a, recipientId: a.employerId }, { ...b, recipientId: b.employerId });
}

/** The members that are used where lines are not checked in full; `correctionLineSchema` does that. */
const members = ["notification_id", "employer_id", "channel", "corrects", "guide_url"] as const;

/** What a line says, or null when it is damaged. */
export function parseCorrectionLine(text: string): Correction | null {
  try {
    const parsed = JSON.parse(text) as Partial<Correction> | null;
    return members.every((member) => typeof parsed?.[member] === "string") ? (parsed as Correction) : null;
  } catch {
    return null;
  }
}

/**
 * The lines of a file of corrections, none when there is no such file. Throws a `PipelineError` that names the line when
 * one is damaged.
 */
export async function* readCorrectionLines(
  file: string,
): AsyncGenerator<CorrectionLine & { notificationId: string; guideUrl: string }> {
  if (!existsSync(file)) return;
  let line = 0;
  for await (const text of readLines(file)) {
    line += 1;
    const correction = parseCorrectionLine(text);
    if (correction === null) throw damagedManifest(file, line);
    const { notification_id: notificationId, employer_id: employerId, channel, guide_url: guideUrl } = correction;
    yield { notificationId, employerId, channel, text, guideUrl };
  }
}
