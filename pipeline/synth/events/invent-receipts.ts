import type { Channel } from "../../domain/notification.ts";
import type { ReceiptStatus } from "../../domain/receipt.ts";
import type { SeededRandom } from "../seeded-random.ts";
import { pickWeighted, type Weighted } from "./weighted.ts";

/** What a dispatcher reports of a notification, so many seconds after it was handed over. */
export type InventedReceipt = { status: ReceiptStatus; seconds: number; detail: string | null };

/** What becomes of a notification: nothing is reported (`none`), or statuses in their order. */
type Course = readonly ReceiptStatus[];

const none: Course = [];

/**
 * By channel, as their dispatchers report: not every one says what arrived. Of 900,000 people with an invented country's
 * contacts they make about two million receipts.
 */
const courses: Record<Channel, Weighted<Course>> = {
  // Everybody has one: it is the first that is reported of a person.
  myinps: [
    [["delivered"], 78],
    [["delivered", "read"], 18],
    [["accepted", "delivered", "read"], 2],
    [["accepted"], 2],
  ],
  sms: [
    [["delivered"], 87],
    [["bounced"], 5],
    [["failed"], 1],
    [["bounced", "delivered"], 1],
    [["accepted"], 3],
    [none, 3],
  ],
  email: [
    [["delivered"], 44],
    [["delivered", "read"], 12],
    // Opened where the arrival was not reported.
    [["read"], 2],
    [["bounced"], 4],
    [["accepted", "bounced", "failed"], 1],
    [none, 37],
  ],
  io: [
    [["read"], 30],
    [["failed"], 2],
    [none, 68],
  ],
  "inps-mobile": [
    [["delivered"], 25],
    [["failed"], 5],
    [none, 70],
  ],
};

const reasons = ["casella piena", "indirizzo inesistente", "numero non attivo", "fuori rete, per giorni"];

/** The receipts of one notification, oldest first. */
export function inventReceipts(channel: Channel, random: SeededRandom): InventedReceipt[] {
  // The notice in MyINPS is there at once; the others follow it.
  let seconds = channel === "myinps" ? 0 : 60 + random.below(3_600);
  return pickWeighted(courses[channel], random).map((status) => {
    const receipt = { status, seconds, detail: isLost(status) && random.chance(0.7) ? random.pick(reasons) : null };
    seconds += status === "accepted" ? 1 + random.below(300) : 600 + random.below(4 * 86_400);
    return receipt;
  });
}

function isLost(status: ReceiptStatus): boolean {
  return status === "bounced" || status === "failed";
}
