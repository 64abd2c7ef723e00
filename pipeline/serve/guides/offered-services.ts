import type { SelectedEmployer } from "../../domain/selected-employer.ts";
import type { Config, ServiceLink } from "../../settings/config.ts";
import { servicesFor } from "../../settings/services.ts";

/** Ids of what a page leads to that is no service of the settings; they are counted like those. */
export const ownServiceIds = { appointment: "agenda-appuntamenti", request: "scrivi-all-inps" } as const;

/** How an appointment is called among the services: `templates/it/advice.txt`. */
export type AppointmentWords = Pick<ServiceLink, "label" | "description">;

/**
 * The services that an employer is offered, in the order of messages and video: an appointment first, exactly when the
 * decision says so, then those of the settings. Null: only what is offered to everybody.
 */
export function offeredServices(
  { services, requests }: Config,
  employer: SelectedEmployer | null,
  { label, description }: AppointmentWords,
): ServiceLink[] {
  const offered = servicesFor(services, employer?.categories ?? []);
  if (!employer?.isAppointmentOffered) return offered;
  return [{ id: ownServiceIds.appointment, label, description, url: requests.appointmentUrl }, ...offered];
}
