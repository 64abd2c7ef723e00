import type { MessageParts } from "./message-context.ts";
import { asItIs, messageValues } from "./message-values.ts";
import { linkTarget } from "./safe-text.ts";

/** A push notification shows on a locked screen: no name, nothing that is owed. */
export function inpsMobileMessage(parts: MessageParts) {
  const { templates } = parts.context;
  const values = messageValues(parts, asItIs);
  return {
    title: templates.inpsMobileTitle(values).trim(),
    body: templates.inpsMobileBody(values).trim(),
    deep_link: linkTarget(parts.guide.guideUrl),
  };
}
