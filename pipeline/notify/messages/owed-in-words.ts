import type { UnpaidState } from "../../domain/decision.ts";
import { enumeration, monthsOfQuarter, numberInWords, ofQuarters, quarterName } from "../../domain/italian.ts";
import { partsOfQuarter } from "../../domain/quarter.ts";
import type { OwedQuarter, SelectedEmployer } from "../../domain/selected-employer.ts";
import type { MessageTemplates } from "./message-templates.ts";
import { firstWorkers } from "./named-workers.ts";
import { isUnderReview } from "./review-in-words.ts";

/** The guide names everybody else. Beside a request some of the room is for what is in review. */
const room = { alone: { workers: 12, quarters: 60 }, besideReview: { workers: 8, quarters: 36 } };

/** A sentence names the months of so many quarters, and the list below it those of so many. */
const mostWithMonths = { sentence: 2, list: 24 };

/**
 * Who owes what, and the grammar that depends on how many workers and quarters there are. Quarters are named oldest
 * first, and where only some are partly paid each says its own state, so that none is taken for that of its neighbour.
 */
export function owedInWords(
  employer: Pick<SelectedEmployer, "workers" | "inReview" | "hasPendingRequest">,
  templates: MessageTemplates,
  quote: (name: string) => string,
) {
  const { workers } = employer;
  const owed = workers.flatMap((worker) => worker.quarters);
  const quarters = [...new Set(owed.map(({ quarter }) => quarter))];
  const states = new Set(owed.map(({ state }) => state));
  const isMixed = states.size === 2;
  const withMonths = owed.length <= mostWithMonths.list;
  const inWords = (quarters: readonly OwedQuarter[]) =>
    enumeration(
      statesByQuarter(quarters).map((entry) => templates.owedQuarter({ ...entry, isMixed, withMonths }).trim()),
    );
  return {
    hasOneWorker: workers.length === 1,
    workerCount: numberInWords(workers.length),
    ofQuarters: ofQuarters(quarters, { withMonths: quarters.length <= mostWithMonths.sentence }),
    quarters: inWords(owed),
    isAllPartial: !states.has("unpaid"),
    isMixed,
    ...firstWorkers(workers, isUnderReview(employer) ? room.besideReview : room.alone, { quote, inWords }),
  };
}

/** Oldest first. A quarter that is unpaid for one worker and partly paid for another is in both states. */
function statesByQuarter(owed: readonly OwedQuarter[]) {
  const byQuarter = [...Map.groupBy(owed, ({ quarter }) => quarter)].sort(([a], [b]) => (a < b ? -1 : 1));
  return byQuarter.map(([quarter, entries]) => {
    const isIn = (state: UnpaidState) => entries.some((entry) => entry.state === state);
    return {
      name: quarterName(quarter),
      months: monthsOfQuarter(partsOfQuarter(quarter).number),
      isPartial: isIn("partial"),
      isInBothStates: isIn("partial") && isIn("unpaid"),
    };
  });
}
