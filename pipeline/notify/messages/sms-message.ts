import { measureSms, toGsm7 } from "./gsm7.ts";
import type { MessageParts } from "./message-context.ts";
import { asItIs, messageValues } from "./message-values.ts";

/**
 * An SMS shows on a locked screen and passes through several operators: it says that there is a guide and where,
 * without names or debts. So it is one segment for everyone, and no name has to be transliterated to GSM-7. A link only
 * when `sms.link` is set.
 */
export function smsMessage(parts: MessageParts) {
  const { templates, config } = parts.context;
  const values = messageValues(parts, asItIs);
  const filled = templates.smsText({
    ...values,
    guideUrl: config.sms.link ? values.guideUrl : null,
    until: parts.guide.availableUntil.split("-").reverse().join("/"),
  });
  return asSms(config.sender.sms, filled);
}

/** A filled template as an SMS: in GSM-7 where that loses no more than an accent, on one line. */
export function asSms(sender: string, filled: string) {
  // In this order: `\s` also matches U+FEFF, which is invisible and to be removed.
  const text = toGsm7(filled).replace(/\s+/g, " ").trim();
  return { sender, text, ...measureSms(text) };
}
