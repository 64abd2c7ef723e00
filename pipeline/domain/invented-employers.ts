import type { UnpaidState } from "./decision.ts";
import { nextQuarter, type Quarter, quarter } from "./quarter.ts";
import type { ConcernedWorker, OwedQuarter, SelectedEmployer, WorkerInReview } from "./selected-employer.ts";

const bothStates: UnpaidState[] = ["unpaid", "partial"];
const firstQuarter = quarter("2026-Q1");
const notice = { noticeNumber: "3".repeat(18), outstandingCents: 1 };
/** The category in which some of them are; settings that are tried may offer it services. */
export const inventedCategory = "categoria";
const longName = "Massimilianalessandraferdinanda ".repeat(6).trim();
/** Syntax of Markdown, HTML, YAML and templates, a line break, and a right-to-left override. */
const hostileName = `{{name}} <b>"*_[x](https://x.example)\n---\u202e`;

/**
 * Invented people for whom texts and settings are tried before anything is made: every form of words that depends on
 * how many workers and quarters there are and on what the institute knows already, the most that a message has room
 * for, and names that are hard to show.
 * All of them are reached by every channel.
 */
export const inventedEmployers: readonly [SelectedEmployer, ...SelectedEmployer[]] = [
  oneNotice(),
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
  // What the institute knows: a request that is looked at, an appointment, a category, and all of them.
  { ...oneQuarter(), hasPendingRequest: true },
  { ...oneQuarter(), isAppointmentOffered: true },
  { ...oneQuarter(), categories: [inventedCategory] },
  { ...oneQuarter(), categories: [inventedCategory], hasPendingRequest: true, isAppointmentOffered: true },
  withReviews(oneQuarter(), [reviewed("Oksana", 1, 1)]),
  withReviews(oneQuarter(), [reviewed("Ana", 1)]),
  withReviews(oneQuarter(), [reviewed("Oksana", 1, 1), reviewed("Ana", 2), reviewed("Ecaterina", 2)]),
  withReviews(invented("Ada", [worker("Oksana", owedFrom(2, bothStates))]), [reviewed("Oksana", 6, 2)]),
  withReviews(invented("Ada", [worker("Oksana", exceptFirstOfYear(12))]), [reviewed("Oksana", 3, 13)]),
  withReviews(invented(longName, [worker(longName, exceptFirstOfYear(16))]), [reviewed(longName, 94, 16)]),
  withReviews(invented(hostileName, workers(13, longName, owedFrom(8))), reviewedWorkers(13, hostileName)),
  withReviews(oneQuarter(), [reviewed("ማርያም", 1)]),
  // Beside the one notice that may be paid; the same quarter of several others; more than a message has room for.
  withReviews(oneNotice(), [reviewed("Oksana", 1, 1)]),
  withReviews(oneNotice(), [reviewed("Ana", 2)]),
  withReviews(invented("Ada", [worker("Oksana", owedFrom(2, bothStates))]), reviewedWorkers(5, "Ana", 2)),
  withReviews(
    invented(longName, workers(13, longName, owedFrom(110, bothStates))),
    reviewedWorkers(13, `${longName} 2`, 110),
  ),
  withReviews(
    invented("*".repeat(200), workers(12, "*".repeat(200), owedFrom(8, bothStates))),
    reviewedWorkers(4, "*".repeat(201), 3),
  ),
  withReviews(invented("محمد", [worker("ማርያም", owedFrom(1))]), [reviewed("ማርያም", 1, 1)]),
  {
    ...withReviews(invented(longName, workers(13, longName, owedFrom(8))), reviewedWorkers(13, `${longName} 2`, 8)),
    isAppointmentOffered: true,
  },
];

function invented(
  firstName: string,
  concerned: ConcernedWorker[],
  getsPaperNotices: boolean | null = false,
): SelectedEmployer {
  const contacts = { mobile: "+393510000011", email: "nessuno@posta.example", io: true, inpsMobile: true };
  return {
    ...{ employerId: "XXXXXX80A01H501X", firstName, getsPaperNotices, contacts, workers: concerned },
    ...{ inReview: [], hasPendingRequest: false, isAppointmentOffered: false, categories: [] },
  };
}

function workers(count: number, firstName: string, quarters: OwedQuarter[]): ConcernedWorker[] {
  return Array.from({ length: count }, () => worker(firstName, quarters));
}

function oneQuarter(): SelectedEmployer {
  return invented("Ada", [worker("Oksana", owedFrom(1))]);
}

function oneNotice(): SelectedEmployer {
  return invented("Ada", [worker("Oksana", [owed(firstQuarter, notice)])]);
}

/** Whoever has quarters in review has a request that is being looked at. */
function withReviews(employer: SelectedEmployer, inReview: WorkerInReview[]): SelectedEmployer {
  return { ...employer, inReview, hasPendingRequest: true };
}

function reviewedWorkers(count: number, firstName: string, quarters = 16): WorkerInReview[] {
  return Array.from({ length: count }, (_, index) => ({
    ...reviewed(firstName, quarters),
    relationshipId: `${firstName} ${index}`,
  }));
}

/** `count` quarters in review, from the one that is `after` quarters after the first. */
function reviewed(firstName: string, count: number, after = 0): WorkerInReview {
  const quarters = owedFrom(after + count, bothStates).slice(after);
  return { relationshipId: firstName, firstName, quarters: quarters.map(({ quarter, state }) => ({ quarter, state })) };
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
