import { adviceInWords } from "./advice-in-words.ts";
import type { MessageParts } from "./message-context.ts";
import { asItIs, messageValues } from "./message-values.ts";
import { reviewInWords } from "./review-in-words.ts";
import { headerLine } from "./safe-text.ts";
import { servicesWithAppointment } from "./services-in-words.ts";

/**
 * An e-mail is read on shared computers and forwarded: it greets by name and says which quarters,
 * but names no worker; those are in the guide. The subject and what a mail program shows before the e-mail is opened are
 * the same for everyone.
 */
export function emailMessage(parts: MessageParts) {
  const { templates, config } = parts.context;
  const common = messageValues(parts, asItIs);
  const { paid, others } = adviceInWords(parts.context, common);
  const values = {
    ...common,
    services: servicesWithAppointment(parts, asItIs),
    review: reviewInWords(parts, asItIs),
    topics: [paid, ...others],
  };
  const subject = headerLine(templates.emailSubject(values));
  return {
    from: headerLine(config.sender.emailFrom),
    subject,
    html: `${templates.emailHtml({ ...values, subject, previewPadding }).trim()}\n`,
    text: `${templates.emailText(values).trim()}\n`,
  };
}

/** A locked screen shows what an e-mail begins with: so much that shows nothing keeps the rest out of the preview. */
export const previewPadding = Array.from({ length: 60 });
