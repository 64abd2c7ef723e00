import { closeSync, fstatSync, openSync, readdirSync, readSync, writeSync } from "node:fs";
import path from "node:path";

const fileName = "log.ndjson";

/** What a purged campaign still has; a log beside it would have to be purged again. */
const purgedRemainder = "campaign.json";

/** Takes whole lines with their line ends. */
export type LogFile = { write(line: string): void; keepIn(campaignFolder: string): void; close(): void };

/**
 * The log in a campaign's folder, appended to. Lines wait in memory until the folder is named and holds a campaign, so
 * that a refused extract makes no folder. When it cannot be written, `onLoss` is called once and the rest is dropped.
 */
export function openLogFile(onLoss: (file: string) => void): LogFile {
  let folder: string | null = null;
  let handle: number | null = null;
  let waiting: string[] = [];
  let isLost = false;
  const flush = () => {
    if (folder === null || isLost) return;
    const file = path.join(folder, fileName);
    try {
      if (handle === null && holdsCampaign(folder)) handle = openAtLineStart(file);
      if (handle === null) return;
      for (const line of waiting) writeSync(handle, line);
      waiting = [];
    } catch {
      isLost = true;
      onLoss(file);
    }
  };
  return {
    write(line) {
      if (isLost) return;
      waiting.push(line);
      flush();
    },
    keepIn(campaignFolder) {
      folder = campaignFolder;
      flush();
    },
    close() {
      if (handle !== null) closeSync(handle);
      handle = null;
      isLost = true;
    },
  };
}

function holdsCampaign(folder: string): boolean {
  try {
    return readdirSync(folder).some((name) => name !== purgedRemainder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
}

/** Ends a line that a full disk cut off, so that the next one is separate. */
function openAtLineStart(file: string): number {
  const handle = openSync(file, "a+");
  const { size } = fstatSync(handle);
  const last = Buffer.alloc(1);
  if (size > 0 && readSync(handle, last, 0, 1, size - 1) === 1 && last.toString() !== "\n") writeSync(handle, "\n");
  return handle;
}
