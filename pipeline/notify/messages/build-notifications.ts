import type { Channel, Notification } from "../../domain/notification.ts";
import { channels } from "../../domain/notification.ts";
import type { SelectedEmployer } from "../../domain/selected-employer.ts";
import { notificationId } from "../notification-id.ts";
import { addressOn } from "./channel-addresses.ts";
import { emailMessage } from "./email-message.ts";
import { inpsMobileMessage } from "./inps-mobile-message.ts";
import { ioMessage } from "./io-message.ts";
import type { GuideReference, MessageParts, NotifyContext } from "./message-context.ts";
import { myinpsMessage } from "./myinps-message.ts";
import { linkTarget } from "./safe-text.ts";
import { smsMessage } from "./sms-message.ts";

const messageFor: Record<Channel, (parts: MessageParts) => Record<string, unknown>> = {
  myinps: myinpsMessage,
  sms: smsMessage,
  email: emailMessage,
  io: ioMessage,
  "inps-mobile": inpsMobileMessage,
};

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
    const to = addressOn(channel, employer);
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
    message: messageFor[channel](parts),
  };
}
