import type { SelectedEmployer } from "../../domain/selected-employer.ts";
import type { Config, ServiceLink } from "../../settings/config.ts";
import { servicesFor } from "../../settings/services.ts";
import type { TextSections } from "../../support/text-sections.ts";

/** Ids of what a page leads to that is no service of the settings; they are counted like those. */
export const ownServiceIds = { appointment: "agenda-appuntamenti", request: "scrivi-all-inps" } as const;

/**
 * The services that an employer is offered, in their order: those of the settings, and an appointment last, exactly when
 * the decision says so. Null: only what is offered to everybody.
 */
export function offeredServices(
  { services, requests }: Config,
  employer: SelectedEmployer | null,
  texts: TextSections,
): ServiceLink[] {
  const offered = servicesFor(services, employer?.categories ?? []);
  if (!employer?.isAppointmentOffered) return offered;
  const words = texts("appointment");
  const [label, description] = [words.one("label"), words.one("description")];
  return [...offered, { id: ownServiceIds.appointment, label, description, url: requests.appointmentUrl }];
}
