import { servicesFor } from "../../settings/services.ts";
import type { MessageParts } from "./message-context.ts";
import { markdownValues } from "./message-values.ts";
import { escapeMarkdown, linkTarget } from "./safe-text.ts";
import { servicesWithAppointment } from "./services-in-words.ts";

/** The notice in the private area: everything may be said here, because its reader has signed in. */
export function myinpsMessage(parts: MessageParts) {
  const { templates, config } = parts.context;
  const values = { ...markdownValues(parts), services: servicesWithAppointment(parts, escapeMarkdown) };
  return {
    title: templates.myinpsTitle(values).trim(),
    body: templates.myinpsBody(values).trim(),
    guide_link: linkTarget(parts.guide.guideUrl),
    services: servicesFor(config.services, parts.employer.categories).map(
      ({ id, label, description, url, manual }) => ({
        ...{ id, label, description, url },
        ...(manual ? { manual } : {}),
      }),
    ),
  };
}
