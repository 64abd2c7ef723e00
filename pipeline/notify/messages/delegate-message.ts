import type { Day } from "../../domain/day.ts";
import { showFirstName } from "../../domain/first-name.ts";
import { numberInWords, toDate } from "../../domain/italian.ts";
import { type DelegateNotification, delegateChannel } from "../../domain/notification.ts";
import type { ToldDelegate } from "../../domain/told-delegate.ts";
import { notificationId } from "../notification-id.ts";
import { adviceInWords } from "./advice-in-words.ts";
import { previewPadding } from "./email-message.ts";
import type { NotifyContext } from "./message-context.ts";
import { headerLine, linkTarget, safeName } from "./safe-text.ts";

/** `5.000`: a long number is read by its groups. */
const grouped = new Intl.NumberFormat("it-IT", { useGrouping: "always" });

/** Where delegates find the guides of their employers: `<baseUrl>/delegate`. */
export function delegateUrl(baseUrl: string): string {
  return `${baseUrl}/delegate`;
}

/**
 * The e-mail to a delegate, read on shared computers and forwarded like any: how many of their employers have a guide,
 * and where to sign in. Of an employer it says nothing, not even a name. Pure, as `buildNotifications` is.
 */
export function buildDelegateNotification(
  delegate: ToldDelegate,
  availableUntil: Day,
  context: NotifyContext,
): DelegateNotification {
  const { campaign } = context;
  return {
    notification_id: notificationId(campaign, delegate.delegateId, delegateChannel),
    campaign,
    channel: delegateChannel,
    delegate_id: delegate.delegateId,
    to: { email: delegate.email },
    video_id: null,
    guide_url: null,
    available_until: availableUntil,
    message: delegateMessage(delegate, availableUntil, context),
  };
}

function delegateMessage(delegate: ToldDelegate, availableUntil: Day, context: NotifyContext) {
  const { templates, config } = context;
  const { sender } = config;
  const subject = headerLine(templates.delegate.subject({}));
  const values = {
    ...{ subject, senderName: sender.name, website: sender.website, previewPadding },
    greeting: greetingOf(delegate),
    hasOneEmployer: delegate.employers === 1,
    employerCount: delegate.employers > 10 ? grouped.format(delegate.employers) : numberInWords(delegate.employers),
    untilDate: toDate(availableUntil),
    delegateUrl: linkTarget(delegateUrl(config.baseUrl)),
    safety: adviceInWords(context).safety,
  };
  return {
    from: headerLine(sender.emailFrom),
    subject,
    html: `${templates.delegate.emailHtml(values).trim()}\n`,
    text: `${templates.delegate.emailText(values).trim()}\n`,
  };
}

/** A person by name as a person would write it, an office by the name it has; without one nobody in particular. */
function greetingOf({ kind, name }: ToldDelegate): string {
  const shown = safeName(kind === "person" ? showFirstName(name) : name);
  if (shown === "") return "Buongiorno";
  return kind === "person" ? `Ciao ${shown}` : `Buongiorno ${shown}`;
}
