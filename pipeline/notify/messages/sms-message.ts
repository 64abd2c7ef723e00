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
  // In this order: `\s` also matches U+FEFF, which is invisible and to be removed.
  const text = toGsm7(filled).replace(/\s+/g, " ").trim();
  return { sender: config.sender.sms, text, ...measureSms(text) };
}
