import type { MessageParts } from "./message-context.ts";
import { asItIs, messageValues } from "./message-values.ts";
import { headerLine } from "./safe-text.ts";

/**
 * An e-mail is read on shared computers and forwarded: it greets by name and says which quarters,
 * but names no worker; those are in the guide. The subject is the same for everyone.
 */
export function emailMessage(parts: MessageParts) {
  const { templates, config } = parts.context;
  const values = messageValues(parts, asItIs);
  const subject = headerLine(templates.emailSubject(values));
  return {
    from: headerLine(config.sender.emailFrom),
    subject,
    html: `${templates.emailHtml({ ...values, subject, ...quartersForHtml(values) }).trim()}\n`,
    text: `${templates.emailText(values).trim()}\n`,
  };
}

function quartersForHtml({ ofQuarters, quarters }: { ofQuarters: string; quarters: string }) {
  return { ofQuarters: keepTogether(ofQuarters), quarters: keepTogether(quarters) };
}

/** A Roman numeral never stands alone at the end of a line. */
function keepTogether(quarters: string): string {
  return quarters.replaceAll(" trimestre", "\u00a0trimestre");
}
