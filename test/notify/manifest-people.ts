import { day } from "../../pipeline/domain/day.ts";
import type { Notification } from "../../pipeline/domain/notification.ts";
import type { SelectedEmployer } from "../../pipeline/domain/selected-employer.ts";
import { buildNotifications } from "../../pipeline/notify/messages/build-notifications.ts";
import { context, employer, guideFor } from "./employers.ts";

export const facts = { campaign: "2026-05", asOf: day("2026-05-31"), availableUntil: day("2026-11-30") };

/** `A` to `Z` stand for employers in that order. */
export function person(letter: string, changes: Partial<SelectedEmployer> = {}): SelectedEmployer {
  return employer({ employerId: `${letter.repeat(6)}80A01H501X`, ...changes });
}

/** Every employer's notifications, one batch each. */
export async function* notificationsOf(people: SelectedEmployer[]): AsyncGenerator<Notification[]> {
  for (const someone of people) yield buildNotifications(someone, guideFor(someone), context);
}
