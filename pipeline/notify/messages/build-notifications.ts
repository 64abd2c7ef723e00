import { isTakenByIo } from "../../domain/fiscal-code.ts";
import type { Channel, Notification } from "../../domain/notification.ts";
import { channels } from "../../domain/notification.ts";
import type { SelectedEmployer } from "../../domain/selected-employer.ts";
import { notificationId } from "../notification-id.ts";
import { emailMessage } from "./email-message.ts";
import { inpsMobileMessage } from "./inps-mobile-message.ts";
import { ioMessage } from "./io-message.ts";
import type { GuideReference, MessageParts, NotifyContext } from "./message-context.ts";
import { myinpsMessage } from "./myinps-message.ts";
import { linkTarget } from "./safe-text.ts";
import { smsMessage } from "./sms-message.ts";

/** Where a channel reaches the employer, or null when it may not or cannot. */
type Address = (employer: SelectedEmployer) => Record<string, string> | null;

/** Who is told on which channel; contract, section 4. `contacts` holds only addresses with consent. */
const channelTable: Record<
  Channel,
  { addressOf: Address; messageFor: (parts: MessageParts) => Record<string, unknown> }
> = {
  myinps: { addressOf: () => ({}), messageFor: myinpsMessage },
  sms: {
    addressOf: ({ contacts }) => (contacts.mobile === null ? null : { mobile: contacts.mobile }),
    messageFor: smsMessage,
  },
  email: {
    addressOf: ({ contacts }) => (contacts.email === null ? null : { email: contacts.email }),
    messageFor: emailMessage,
  },
  io: { addressOf: ioAddress, messageFor: ioMessage },
  "inps-mobile": { addressOf: ({ contacts }) => (contacts.inpsMobile ? {} : null), messageFor: inpsMobileMessage },
};

/** IO identifies people by their codice fiscale and refuses some valid ones. */
function ioAddress({ contacts, employerId }: SelectedEmployer): Record<string, string> | null {
  return contacts.io && isTakenByIo(employerId) ? { fiscal_code: employerId } : null;
}

/** The channels on which an employer can be told; at least MyINPS. */
export function reachableChannels(employer: SelectedEmployer): Channel[] {
  return channels.filter((channel) => channelTable[channel].addressOf(employer) !== null);
}

/**
 * All notifications of one selected employer, in the order of `channels`; at least the one for MyINPS.
 * Pure: the same employer, guide and context give the same notifications, byte for byte.
 */
export function buildNotifications(
  employer: SelectedEmployer,
  guide: GuideReference,
  context: NotifyContext,
): Notification[] {
  const parts = { employer, guide, context };
  return channels.flatMap((channel) => {
    const to = channelTable[channel].addressOf(employer);
    return to === null ? [] : [notification(channel, to, parts)];
  });
}

function notification(channel: Channel, to: Record<string, string>, parts: MessageParts): Notification {
  const { employer, guide, context } = parts;
  return {
    notification_id: notificationId(context.campaign, employer.employerId, channel),
    campaign: context.campaign,
    channel,
    employer_id: employer.employerId,
    to,
    video_id: guide.videoId,
    guide_url: linkTarget(guide.guideUrl),
    available_until: guide.availableUntil,
    message: channelTable[channel].messageFor(parts),
  };
}
