import { type DecisionRules, decisionRules } from "../../pipeline/decide/decision-rules.ts";
import { type HoldoutRule, nobodyHeldOut } from "../../pipeline/decide/holdout.ts";
import { day } from "../../pipeline/domain/day.ts";
import type { Audience } from "../../pipeline/domain/decision.ts";
import type { Contribution, EmployerPosition, Relationship } from "../../pipeline/domain/position.ts";
import { quarter } from "../../pipeline/domain/quarter.ts";
import type { InstituteRequest, RequestCategory } from "../../pipeline/domain/request.ts";

type Payment = {
  quarter?: string;
  due?: number | null;
  paid?: number;
  on?: string | null;
  notice?: string | null;
  line?: number;
};

/** A contribution row; amounts in cents. By default Q1 2026, 312 euro due, nothing paid. */
export function payment({
  quarter: of = "2026-Q1",
  due = 31200,
  paid = 0,
  on = null,
  notice = null,
  line = 2,
}: Payment): Contribution {
  return {
    line,
    quarter: quarter(of),
    dueCents: due,
    paidCents: paid,
    paidOn: on === null ? null : day(on),
    noticeNumber: notice,
  };
}

type Worker = {
  id?: string;
  from?: string;
  to?: string | null;
  suspended?: string[];
  payments?: Payment[];
  name?: string;
};

/** A relationship; by default in force since 2020. */
export function relationship({
  id = "R1",
  from = "2020-01-01",
  to = null,
  suspended = [],
  payments = [],
  name = "OLENA",
}: Worker = {}): Relationship {
  return {
    relationshipId: id,
    line: 2,
    workerFirstName: name,
    startedOn: day(from),
    endedOn: to === null ? null : day(to),
    suspendedQuarters: new Map(suspended.map((of) => [quarter(of), 2])),
    contributions: payments.map(payment),
  };
}

type Asked = {
  of?: string | null;
  quarter?: string | null;
  category?: RequestCategory;
  opened?: string;
  /** Closed on that day. */
  closed?: string | null;
  outcome?: InstituteRequest["outcome"];
};

/** A request; by default «paid but not shown» about everything, opened on 1 May 2026 and not closed. */
export function request({
  of = null,
  quarter: about = null,
  category = "paid-not-shown",
  opened = "2026-05-01",
  closed = null,
  outcome = null,
}: Asked = {}): InstituteRequest {
  return {
    requestId: "RQ1",
    line: 2,
    relationshipId: of,
    quarter: about === null ? null : quarter(about),
    category,
    state: closed === null ? "open" : "closed",
    outcome,
    openedOn: day(opened),
    closedOn: closed === null ? null : day(closed),
  };
}

/** An employer with one relationship and nothing paid, unless said otherwise. */
export function position(
  changes: Partial<Omit<EmployerPosition, "birthDate">> & { birthDate?: string | null } = {},
): EmployerPosition {
  const { birthDate = null, ...rest } = changes;
  return {
    employerId: "RSSMRA80A01H501U",
    line: 2,
    firstName: "MARIO",
    birthDate: birthDate === null ? null : day(birthDate),
    mobile: null,
    hasMobileConsent: false,
    email: null,
    hasEmailConsent: false,
    isOnIo: false,
    acceptsInpsMobile: false,
    isIncomplete: false,
    relationships: [relationship()],
    requests: [],
    categories: [],
    ...rest,
  };
}

/** The office's rules on a day; nobody is held out. */
export function rulesOn(
  asOf: string,
  audience: Audience = "all",
  firstQuarter = "2026-Q1",
): DecisionRules & HoldoutRule {
  const rules = decisionRules({
    asOf: day(asOf),
    audience,
    firstQuarter: quarter(firstQuarter),
    calendar: { saturdayMoves: true },
    paperUntilYear: 2026,
    appointmentAfterDays: 30,
  });
  return { ...rules, ...nobodyHeldOut };
}
