import { measureSms, toGsm7 } from "./gsm7.ts";
import type { MessageParts } from "./message-context.ts";
import { asItIs, messageValues } from "./message-values.ts";

/**
 * An SMS lies on a locked screen and passes through many hands: it says that there is something
 * to see and where, names nobody and owes nothing to anybody. So it is one segment for everyone,
 * and no name is ever bent to fit an alphabet. A link only when the office has switched it on.
 */
export function smsMessage(parts: MessageParts) {
  const { templates, config } = parts.context;
  const values = messageValues(parts, asItIs);
  const filled = templates.smsText({
    ...values,
    guideUrl: config.sms.link ? values.guideUrl : null,
    until: parts.guide.availableUntil.split("-").reverse().join("/"),
  });
  // In this order: to a regular expression U+FEFF, which shows nothing, is a blank.
  const text = toGsm7(filled).replace(/\s+/g, " ").trim();
  return { sender: config.sender.sms, text, ...measureSms(text) };
}
