import { pageAddress } from "./page-address.ts";

type PageEvent = { type: string } & Record<string, string | number>;

const waiting: (PageEvent & { event_id: string })[] = [];
const told = new Set<string>();
const address = `${pageAddress}/events`;
const eventsAtOnce = 50;
const secondsBetweenBatches = 5;

/** Seconds to wait for a server that says it cannot take events now, and not for how long. */
const defaultWait = 30;
let isSending = false;
let notBefore = 0;

/** Tells the server something once a visit. */
export function tell(event: PageEvent): void {
  const key = JSON.stringify(event);
  if (told.has(key)) return;
  told.add(key);
  waiting.push({ event_id: newId(), ...event });
}

/** Sends what was told every few seconds, and at once when the page is hidden or left. */
export function startSending(): void {
  setInterval(() => void send(), secondsBetweenBatches * 1000);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") sendAtOnce();
  });
  addEventListener("pagehide", sendAtOnce);
}

/** Not every page is in a secure context, where `randomUUID` is. */
function newId(): string {
  if ("randomUUID" in crypto) return crypto.randomUUID();
  const bytes = (crypto as Crypto).getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  const text = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return text.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** What cannot be taken now is sent again with the next: the same `event_id` counts once. */
async function send(): Promise<void> {
  if (isSending || waiting.length === 0 || Date.now() < notBefore) return;
  isSending = true;
  const batch = waiting.slice(0, eventsAtOnce);
  try {
    const { ok, status, headers } = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(batch),
      keepalive: true,
    });
    const isLater = status === 401 || status === 403 || status === 429 || status >= 500;
    // Too late, or not as agreed: they will never be taken.
    if (ok || !isLater) forget(batch);
    else notBefore = Date.now() + 1000 * (Number(headers.get("Retry-After")) || defaultWait);
  } catch {
    // The network is away: again in some seconds.
  } finally {
    isSending = false;
  }
}

function forget(batch: typeof waiting): void {
  for (const event of batch) waiting.splice(waiting.indexOf(event), 1);
}

/** The page may not come back from being hidden. If it does, they are sent again: nobody says whether a beacon arrived. */
function sendAtOnce(): void {
  if (waiting.length === 0) return;
  const batch = new Blob([JSON.stringify(waiting.slice(0, eventsAtOnce))], { type: "application/json" });
  navigator.sendBeacon(address, batch);
}
