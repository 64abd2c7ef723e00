import { nextQuarter, type Quarter, quarter } from "../../pipeline/domain/quarter.ts";
import type { SelectedEmployer } from "../../pipeline/domain/selected-employer.ts";

/** As long as a page shows a name, and with a word that has no place to break. */
export const longestName = "Massimilianalessandraferdinanda Maria Assunta Immacolata Pia";

const firstNames = [longestName, "M".repeat(60), "Александра-Владимировна", "さくら・マリアテレサ", "Anna"];

/** Thirteen workers, some of one name, with eight quarters in all three states; everything else that a page can offer. */
export function mostOnOnePage(employer: SelectedEmployer): SelectedEmployer {
  const workers = Array.from({ length: 13 }, (_, index) => ({
    relationshipId: `R${String(index).padStart(2, "0")}`,
    firstName: firstNames[index % firstNames.length] ?? "",
  }));
  const owed = (of: Quarter, index: number) => ({
    ...{ quarter: of, state: index % 3 === 0 ? ("unpaid" as const) : ("partial" as const) },
    ...{ noticeNumber: null, outstandingCents: null, isPaymentRecorded: false },
  });
  const [first, ...rest] = eightQuarters();
  return {
    ...employer,
    firstName: longestName,
    workers: workers.map((worker) => ({ ...worker, quarters: rest.filter((_, index) => index % 3 !== 2).map(owed) })),
    inReview: workers.map((worker) => ({
      ...worker,
      quarters: [first, ...rest.filter((_, index) => index % 3 === 2)].map((of) => ({ quarter: of, state: "unpaid" })),
    })),
    ...{ hasPendingRequest: true, isAppointmentOffered: true, categories: ["artigiano", "pensionato"] },
  };
}

function eightQuarters(): [Quarter, ...Quarter[]] {
  const quarters: [Quarter, ...Quarter[]] = [quarter("2026-Q1")];
  while (quarters.length < 8) quarters.push(nextQuarter(quarters.at(-1) as Quarter));
  return quarters;
}
