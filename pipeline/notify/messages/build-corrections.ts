import { type Channel, type Correction, channels } from "../../domain/notification.ts";
import { correctionId, notificationId } from "../notification-id.ts";
import { type Addressee, addressOn } from "./channel-addresses.ts";
import { type CorrectionParts, correctionValues } from "./correction-context.ts";
import { previewPadding } from "./email-message.ts";
import { ioButtons } from "./io-buttons.ts";
import { asItIs } from "./message-values.ts";
import { escapeMarkdown, headerLine, linkTarget } from "./safe-text.ts";
import { asSms } from "./sms-message.ts";

/**
 * On which channels a correction is told, in the order of `channels`: those that reached the employer and may still be
 * used; MyINPS, which always may, when none of them may.
 */
export function correctionChannels(addressee: Addressee, reached: readonly Channel[]): Channel[] {
  const usable = channels.filter((channel) => reached.includes(channel) && addressOn(channel, addressee) !== null);
  return usable.length > 0 ? usable : ["myinps"];
}

const messageFor: Record<Channel, (parts: CorrectionParts) => Record<string, unknown>> = {
  myinps: myinpsCorrection,
  sms: smsCorrection,
  email: emailCorrection,
  io: ioCorrection,
  "inps-mobile": inpsMobileCorrection,
};

/** The correction of what an employer was told on a channel, one that may be used. Pure, as `buildNotifications` is. */
export function buildCorrection(channel: Channel, parts: CorrectionParts): Correction {
  const { employer, guide, context } = parts;
  const to = addressOn(channel, employer);
  if (to === null) throw new RangeError(`${channel} cannot be used for this employer`);
  return {
    notification_id: correctionId(context.campaign, employer.employerId, channel),
    corrects: notificationId(context.campaign, employer.employerId, channel),
    campaign: context.campaign,
    channel,
    employer_id: employer.employerId,
    to,
    video_id: null,
    guide_url: linkTarget(guide.guideUrl),
    available_until: guide.availableUntil,
    message: messageFor[channel](parts),
  };
}

function titleOf(parts: CorrectionParts): string {
  return headerLine(parts.context.templates.corrections.title(correctionValues(parts, asItIs)));
}

/** In Markdown; the link to the page stands in it where no button leads there. */
function bodyOf(parts: CorrectionParts, guideUrl: string | null): string {
  const values = correctionValues(parts, escapeMarkdown);
  return parts.context.templates.corrections.body({ ...values, guideUrl }).trim();
}

function myinpsCorrection(parts: CorrectionParts) {
  const guideUrl = linkTarget(parts.guide.guideUrl);
  return { title: titleOf(parts), body: bodyOf(parts, guideUrl), guide_link: guideUrl, services: [] };
}

/** As the SMS of a guide: on a locked screen, so without names, and with a link only when `sms.link` is set. */
function smsCorrection(parts: CorrectionParts) {
  const { templates, config } = parts.context;
  const values = correctionValues(parts, asItIs);
  const filled = templates.corrections.smsText({ ...values, guideUrl: config.sms.link ? values.guideUrl : null });
  return asSms(config.sender.sms, filled);
}

function emailCorrection(parts: CorrectionParts) {
  const { config, templates } = parts.context;
  const values = correctionValues(parts, asItIs);
  const subject = titleOf(parts);
  return {
    from: headerLine(config.sender.emailFrom),
    subject,
    html: `${templates.corrections.emailHtml({ ...values, subject, previewPadding }).trim()}\n`,
    text: `${templates.corrections.emailText(values).trim()}\n`,
  };
}

function ioCorrection(parts: CorrectionParts) {
  const url = linkTarget(parts.guide.guideUrl);
  const buttons = ioButtons([{ it: "Apri la pagina della guida", en: "Open the page of the guide", url }]);
  return {
    fiscal_code: parts.employer.employerId,
    content: {
      subject: titleOf(parts),
      markdown: `${buttons}\n\n${bodyOf(parts, null)}\n`,
      require_secure_channels: true,
    },
  };
}

function inpsMobileCorrection(parts: CorrectionParts) {
  const { pushTitle, pushBody } = parts.context.templates.corrections;
  const values = correctionValues(parts, asItIs);
  return {
    title: pushTitle(values).trim(),
    body: pushBody(values).trim(),
    deep_link: linkTarget(parts.guide.guideUrl),
  };
}
