import { pageAddress } from "./page-address.ts";

const daysKept = 30;
const storageName = "video-guida ";
const storageKey = storageName + pageAddress;

/** Seconds at which the video was left, or 0. Kept in the browser alone, for thirty days. */
export function readPosition(): number {
  try {
    removeOldPositions();
    const { seconds } = JSON.parse(localStorage.getItem(storageKey) ?? "{}") as { seconds?: number };
    return seconds ?? 0;
  } catch {
    return 0;
  }
}

export function savePosition(seconds: number): void {
  try {
    if (seconds > 0) localStorage.setItem(storageKey, JSON.stringify({ seconds, at: Date.now() }));
    else localStorage.removeItem(storageKey);
  } catch {
    // A browser that keeps nothing begins at the beginning.
  }
}

/** Also those of other guides: what nobody goes on with is not left in a browser that others may use. */
function removeOldPositions(): void {
  for (const key of Object.keys(localStorage)) {
    if (!key.startsWith(storageName)) continue;
    const { at = 0 } = JSON.parse(localStorage.getItem(key) ?? "{}") as { at?: number };
    if (Date.now() - at > daysKept * 86_400_000) localStorage.removeItem(key);
  }
}
