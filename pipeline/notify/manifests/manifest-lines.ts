import { existsSync } from "node:fs";
import type { Notification } from "../../domain/notification.ts";
import { readLines } from "../../support/read-lines.ts";
import { damagedManifest } from "./manifest-files.ts";

/** One line of a channel's file as it stands there, and what it says. */
export type ManifestLine = { text: string; notification: Notification };

/** The members that comparisons use. The full check, `manifestLineSchema`, is too slow for millions of lines. */
const members = ["notification_id", "employer_id", "video_id", "guide_url"] as const;

/** What a line says, or null when it is damaged. */
export function parseManifestLine(text: string): Notification | null {
  try {
    const parsed = JSON.parse(text) as Partial<Notification> | null;
    return members.every((member) => typeof parsed?.[member] === "string") ? (parsed as Notification) : null;
  } catch {
    return null;
  }
}

/**
 * The lines of a channel's file by employer, none when there is no such file. Throws a `PipelineError` that names the
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
