import { overdueQuarters, type PaymentCalendar } from "../domain/calendar.ts";
import type { Day } from "../domain/day.ts";
import type { Audience } from "../domain/decision.ts";
import type { Quarter } from "../domain/quarter.ts";

/** Everything a decision depends on besides the employer's own position. */
export type DecisionRules = {
  asOf: Day;
  audience: Audience;
  calendar: PaymentCalendar;
  /** Last year of pagoPA notices on paper for employers of 76 and over. */
  paperUntilYear: number;
  /** Days after which an appointment is offered while a request is still pending. */
  appointmentAfterDays: number;
  /** Oldest first. */
  overdue: readonly Quarter[];
};

/** The rules of a campaign; worked out once, not for every employer. */
export function decisionRules(settings: {
  asOf: Day;
  audience: Audience;
  firstQuarter: Quarter;
  calendar: PaymentCalendar;
  paperUntilYear: number;
  appointmentAfterDays: number;
}): DecisionRules {
  const { firstQuarter, ...rules } = settings;
  return { ...rules, overdue: overdueQuarters(firstQuarter, rules.asOf, rules.calendar) };
}
