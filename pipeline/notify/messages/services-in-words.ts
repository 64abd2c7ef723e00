import { servicesFor } from "../../settings/services.ts";
import { adviceInWords } from "./advice-in-words.ts";
import type { MessageParts } from "./message-context.ts";
import { type Escape, linkTarget } from "./safe-text.ts";

/** A service as templates list it; labels are escaped. */
export type ServiceInWords = {
  label: string;
  description: string;
  url: string;
  manual: { label: string; url: string } | null;
};

/** The services that the employer is offered, those of their categories first. */
export function servicesInWords({ employer, context }: MessageParts, quote: Escape): ServiceInWords[] {
  return servicesFor(context.config.services, employer.categories).map(({ label, description, url, manual }) => ({
    label: quote(label),
    description: quote(description),
    url: linkTarget(url),
    manual: manual ? { label: quote(manual.label), url: linkTarget(manual.url) } : null,
  }));
}

/**
 * The same, after an appointment where one is offered (contract, section 8, rule 3). In MyINPS and e-mails only: the other
 * channels have no room for what concerns few.
 */
export function servicesWithAppointment(parts: MessageParts, quote: Escape): ServiceInWords[] {
  const services = servicesInWords(parts, quote);
  const { employer, context } = parts;
  if (!employer.isAppointmentOffered) return services;
  const { label, description } = adviceInWords(context).appointment;
  const url = linkTarget(context.config.requests.appointmentUrl);
  return [{ label: quote(label), description: quote(description), url, manual: null }, ...services];
}
