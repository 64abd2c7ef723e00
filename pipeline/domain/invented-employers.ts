import type { UnpaidState } from "./decision.ts";
import { hostileName, longName } from "./invented-names.ts";
import { nextQuarter, type Quarter, quarter } from "./quarter.ts";
import type { ConcernedWorker, OwedQuarter, SelectedEmployer } from "./selected-employer.ts";

const bothStates: UnpaidState[] = ["unpaid", "partial"];
const firstQuarter = quarter("2026-Q1");

/**
 * Invented people for whom texts and settings are tried before anything is made: every form of words that depends on
 * how many workers and quarters there are, the most that a message has room for, and names that are hard to show.
 * All of them are reached by every channel.
 */
export const inventedEmployers: readonly [SelectedEmployer, ...SelectedEmployer[]] = [
  invented("Ada", [worker("Oksana", [owed(firstQuarter, { noticeNumber: "3".repeat(18), outstandingCents: 1 })])]),
  invented("Ada", [worker("Oksana", owedFrom(1))], true),
  invented("Ada", [worker("Oksana", owedFrom(1, ["partial"]))], null),
  invented("Ada", [worker("Oksana", owedFrom(2, bothStates))]),
  invented("Ada", [worker("Oksana", owedFrom(1)), worker("Ana", owedFrom(1, ["partial"]))]),
  invented("Ada", [worker("Oksana", owedFrom(2, ["partial"])), worker("Ana", owedFrom(1, ["partial"]))]),
  invented("Ada", [worker("Oksana", exceptFirstOfYear(16))]),
  invented("Ada", [worker("Oksana", owedFrom(110, bothStates)), worker("Ana", owedFrom(110))]),
  invented("Ada", workers(7, "Oksana", owedFrom(1))),
  invented("Ada", workers(13, longName, owedFrom(110, bothStates))),
  invented(longName, workers(13, longName, owedFrom(8, bothStates))),
  invented(hostileName, workers(13, hostileName, owedFrom(8, bothStates))),
  invented("*".repeat(200), workers(12, "*".repeat(200), owedFrom(8, bothStates))),
  invented("محمد", [worker("ማርያም", owedFrom(1))]),
];

function invented(firstName: string, concerned: ConcernedWorker[], getsPaperNotices: boolean | null = false) {
  const contacts = { mobile: "+393510000011", email: "nessuno@posta.example", io: true, inpsMobile: true };
  return {
    ...{ employerId: "XXXXXX80A01H501X", firstName, getsPaperNotices, contacts, workers: concerned },
    ...{ inReview: [], hasPendingRequest: false, isAppointmentOffered: false, categories: [] },
  };
}

function workers(count: number, firstName: string, quarters: OwedQuarter[]): ConcernedWorker[] {
  return Array.from({ length: count }, () => worker(firstName, quarters));
}

function worker(firstName: string, quarters: OwedQuarter[]): ConcernedWorker {
  return { relationshipId: firstName, firstName, quarters };
}

/** `count` quarters from `firstQuarter` on, with `states` in turn. */
function owedFrom(count: number, states: UnpaidState[] = ["unpaid"]): OwedQuarter[] {
  const quarters = [firstQuarter];
  while (quarters.length < count) quarters.push(nextQuarter(quarters.at(-1) ?? firstQuarter));
  return quarters.map((name, index) => owed(name, { state: states[index % states.length] }));
}

/** Three quarters a year take more words than all four. */
function exceptFirstOfYear(count: number): OwedQuarter[] {
  return owedFrom(count).filter((_, index) => index % 4 !== 0);
}

function owed(name: Quarter, changes: Partial<OwedQuarter>): OwedQuarter {
  const nothingKnown = { noticeNumber: null, outstandingCents: null, isPaymentRecorded: false };
  return { quarter: name, state: "unpaid", ...nothingKnown, ...changes };
}
