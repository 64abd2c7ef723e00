import { z } from "zod";
import { instant } from "./instant.ts";

/** What a dispatcher reports of a notification, in the order in which it happens; contract, section 6. */
export const receiptStatuses = ["accepted", "delivered", "read", "bounced", "failed"] as const;
export type ReceiptStatus = (typeof receiptStatuses)[number];

/** Somebody has it: it can be told wrongly, and need not be told again. */
export const reachedStatuses = ["delivered", "read"] as const satisfies readonly ReceiptStatus[];

/** Nobody got it. */
export const lostStatuses = ["bounced", "failed"] as const satisfies readonly ReceiptStatus[];

/** Characters of a detail that are kept. */
const longestDetail = 200;

/** A report about a notification, as a dispatcher writes it. */
export const receiptRow = z.object({
  notification_id: z.string().min(1),
  status: z.enum(receiptStatuses),
  at: instant,
  detail: z
    .string()
    .transform((text) => text.slice(0, longestDetail))
    .optional(),
});
export type ReceiptRow = z.output<typeof receiptRow>;
