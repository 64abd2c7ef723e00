import { channels } from "../../domain/notification.ts";

/** As `channels` has them, which is the order of everything in a manifest. */
export const channelOrder = (column = "channel") =>
  `case ${column} ${channels.map((channel, index) => `when '${channel}' then ${index}`).join(" ")} end`;
