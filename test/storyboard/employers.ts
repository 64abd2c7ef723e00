import type { UnpaidState } from "../../pipeline/domain/decision.ts";
import { quarter } from "../../pipeline/domain/quarter.ts";
import type { ConcernedWorker, SelectedEmployer, WorkerInReview } from "../../pipeline/domain/selected-employer.ts";

/** `"2026-Q1"` is unpaid, `"2026-Q1 partial"` partly paid. */
export function worker(firstName: string, ...quarters: string[]): ConcernedWorker {
  return {
    relationshipId: `R-${firstName}`,
    firstName,
    quarters: quarters.map((text) => {
      const [name = "", state = "unpaid"] = text.split(" ");
      return {
        quarter: quarter(name),
        state: state as UnpaidState,
        noticeNumber: null,
        outstandingCents: null,
        isPaymentRecorded: state === "partial",
      };
    }),
  };
}

/** A worker with quarters in review, of which nothing is paid. */
export function workerInReview(firstName: string, ...quarters: string[]): WorkerInReview {
  return {
    relationshipId: `R-${firstName}`,
    firstName,
    quarters: quarters.map((name) => ({ quarter: quarter(name), state: "unpaid" as const })),
  };
}

/** An invented employer whose request is being looked at, with the quarters that it is about. */
export function withRequest(someone: SelectedEmployer, ...inReview: WorkerInReview[]): SelectedEmployer {
  return { ...someone, inReview, hasPendingRequest: true };
}

/** An invented employer; under 76 unless said otherwise. */
export function employer(
  firstName: string,
  workers: ConcernedWorker[],
  getsPaperNotices: boolean | null = false,
): SelectedEmployer {
  const contacts = { mobile: null, email: null, io: false, inpsMobile: false };
  return {
    ...{ employerId: "00000000000", firstName, getsPaperNotices, contacts, workers },
    ...{ inReview: [], hasPendingRequest: false, isAppointmentOffered: false, categories: [] },
  };
}

const twoYears = [2026, 2027].flatMap((year) => [1, 2, 3, 4].map((number) => `${year}-Q${number}`));

/** Invented employers whose guides Studio shows: the ordinary one, and the ones that are hard to set. */
export const cases: Record<string, SelectedEmployer> = {
  "one-worker": employer("Maria Teresa", [worker("Oksana", "2026-Q1")]),
  "two-workers": employer("Giulia", [worker("Ana", "2026-Q1"), worker("Rosa", "2026-Q1")]),
  "seven-workers": employer("Massimo", [
    worker("Oksana", "2026-Q1"),
    worker("Maricel", "2026-Q1", "2026-Q2"),
    worker("Ionela", "2026-Q1"),
    worker("Luz Marina", "2026-Q2 partial"),
    worker("Natalia", "2026-Q1"),
    worker("Svitlana", "2026-Q1", "2026-Q2"),
    worker("Pedro", "2026-Q1 partial", "2026-Q2"),
  ]),
  "eight-quarters": employer("Lucia", [worker("Elena", ...twoYears)]),
  partial: employer("Antonio", [worker("Doina", "2026-Q1 partial")]),
  "unpaid-and-partial": employer("Chiara", [worker("Halyna", "2026-Q1", "2026-Q2 partial", "2027-Q1")]),
  "paper-notices": employer("Ines", [worker("Mirela", "2026-Q1")], true),
  "unknown-age": employer("Carlo", [worker("Joy", "2026-Q1")], null),
  "shortest-name": employer("Bo", [worker("Li", "2026-Q1")]),
  "longest-name": employer("Massimilianalessandraferdina", [worker("Mariadelcarmen Guadalupe Esperanza", "2026-Q1")]),
  apostrophes: employer("D’Artagnan Nicolò", [worker("Anna-Lisa Noè", "2026-Q1")]),
  cyrillic: employer("Людмила", [worker("Святослава Ïvanna", "2026-Q1")]),
  "chinese-japanese-korean": employer("美玲", [worker("さくら", "2026-Q1"), worker("지은", "2026-Q1")]),
  "letters-beyond-our-fonts": employer("محمد", [worker("ማርያም", "2026-Q1")]),
  "in-review-and-unpaid": withRequest(
    employer("Teresa", [worker("Oksana", "2026-Q2")]),
    workerInReview("Oksana", "2026-Q1"),
  ),
  "worker-in-review": withRequest(
    employer("Franco", [worker("Ana", "2026-Q1")]),
    workerInReview("Rosa", "2026-Q1"),
    workerInReview("Joy", "2026-Q1"),
  ),
  "eight-quarters-in-all-states": withRequest(
    employer("Massimilianalessandraferdina", [
      worker(
        "Mariadelcarmen Guadalupe Esperanza",
        ...["2026-Q1", "2026-Q2 partial", "2026-Q4", "2027-Q1 partial", "2027-Q3"],
      ),
    ]),
    workerInReview("Mariadelcarmen Guadalupe Esperanza", "2026-Q3", "2027-Q2", "2027-Q4"),
  ),
  // The request may be about a quarter that is paid: nothing is in review, and the answer is awaited all the same.
  appointment: {
    ...withRequest(employer("Bruno", [worker("Doina", "2026-Q1")])),
    isAppointmentOffered: true,
  },
  pensioner: { ...employer("Mario", [worker("Oksana", "2026-Q1")]), categories: ["pensionato"] },
  "artisan-with-employees": {
    ...employer("Eleonora", [worker("Lyudmyla", "2026-Q1")]),
    categories: ["artigiano", "azienda-con-dipendenti"],
  },
};
