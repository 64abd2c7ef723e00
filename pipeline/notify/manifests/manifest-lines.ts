import { existsSync } from "node:fs";
import { type DelegateNotification, delegateChannel, type Notification } from "../../domain/notification.ts";
import { readLines } from "../../support/read-lines.ts";
import { damagedManifest } from "./manifest-files.ts";

type Line = Notification | DelegateNotification;

/** One line of a channel's file as it stands there, and what it says. */
export type ManifestLine = { text: string; notification: Line };

/** The members that comparisons use. The full check, `manifestLineSchema`, is too slow for millions of lines. */
const members = ["notification_id", "employer_id", "video_id", "guide_url"];
const delegateMembers = ["notification_id", "delegate_id"];

/** What a line says, or null when it is damaged. */
export function parseManifestLine(text: string): Line | null {
  try {
    const parsed = JSON.parse(text) as Record<string, unknown> | null;
    const expected = parsed?.channel === delegateChannel ? delegateMembers : members;
    return expected.every((member) => typeof parsed?.[member] === "string") ? (parsed as Line) : null;
  } catch {
    return null;
  }
}

/**
 * The lines of a channel's file by recipient, none when there is no such file. Throws a `PipelineError` that names the
 * line when one is damaged.
 */
export async function* readManifestLines(file: string): AsyncGenerator<ManifestLine> {
  if (!existsSync(file)) return;
  let line = 0;
  for await (const text of readLines(file)) {
    line += 1;
    const notification = parseManifestLine(text);
    if (notification === null) throw damagedManifest(file, line);
    yield { text, notification };
  }
}
