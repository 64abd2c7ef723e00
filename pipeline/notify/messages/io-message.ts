import { servicesFor } from "../../settings/services.ts";
import { ioButtons } from "./io-buttons.ts";
import type { MessageParts } from "./message-context.ts";
import { markdownValues } from "./message-values.ts";
import { paymentData } from "./payment-data.ts";
import { linkTarget } from "./safe-text.ts";

/**
 * The body of `POST /messages` of the IO API, definition NewMessage.
 * The subject is shown in notifications and carries no personal data; `require_secure_channels`
 * keeps the body out of forwards by e-mail. No `due_date`: IO shows it as the last day to pay and
 * would call the message expired, since every quarter in it is past its last day.
 * `time_to_live` is deprecated.
 */
export function ioMessage(parts: MessageParts) {
  const { templates, config } = parts.context;
  const payment = paymentData(parts.employer, config.io);
  const values = { ...markdownValues(parts), hasPayment: payment !== null };
  return {
    fiscal_code: parts.employer.employerId,
    content: {
      subject: templates.ioSubject(values).trim(),
      markdown: `${buttons(parts, payment !== null)}\n\n${templates.ioMarkdown(values).trim()}\n`,
      require_secure_channels: true,
      ...(payment ? { payment_data: payment } : {}),
    },
  };
}

/**
 * With `payment_data` IO adds its own button to pay, so ours to the payment portal would be a second one. The portal is the
 * first of the services for everybody: one for a category leads elsewhere.
 */
function buttons({ guide, context }: MessageParts, hasPayment: boolean): string {
  const portal = hasPayment ? undefined : servicesFor(context.config.services, [])[0];
  return ioButtons([
    { it: "Guarda la video-guida", en: "Watch the video guide", url: linkTarget(guide.guideUrl) },
    portal && { it: portal.label, en: portal.label, url: linkTarget(portal.url) },
  ]);
}
