import type { UnpaidState } from "../../domain/decision.ts";
import { enumeration, monthsOfQuarter, numberInWords, ofQuarters, quarterName } from "../../domain/italian.ts";
import { partsOfQuarter } from "../../domain/quarter.ts";
import type { ConcernedWorker, OwedQuarter } from "../../domain/selected-employer.ts";
import type { MessageTemplates } from "./message-templates.ts";
import { safeName } from "./safe-text.ts";

/** With more workers than this a message names the first ones and counts the rest; the guide names all. */
const mostWorkersNamed = 12;

/** With more quarters than this in the list, workers are left to the guide too: IO takes 10,000 characters. */
const mostQuartersNamed = 60;

/** A sentence names the months of so many quarters, and the list below it those of so many. */
const mostWithMonths = { sentence: 2, list: 24 };

/**
 * Who owes what, and the grammar that depends on how many workers and quarters there are. Quarters are named oldest
 * first, and where only some are partly paid each says its own state, so that none is taken for that of its neighbour.
 */
export function owedInWords(
  workers: readonly ConcernedWorker[],
  templates: MessageTemplates,
  quote: (name: string) => string,
) {
  const owed = workers.flatMap((worker) => worker.quarters);
  const quarters = [...new Set(owed.map(({ quarter }) => quarter))];
  const states = new Set(owed.map(({ state }) => state));
  const isMixed = states.size === 2;
  const withMonths = owed.length <= mostWithMonths.list;
  const inWords = (quarters: readonly OwedQuarter[]) =>
    enumeration(
      statesByQuarter(quarters).map((entry) => templates.owedQuarter({ ...entry, isMixed, withMonths }).trim()),
    );
  const named = workersNamed(workers);
  return {
    hasOneWorker: workers.length === 1,
    workerCount: numberInWords(workers.length),
    ofQuarters: ofQuarters(quarters, { withMonths: quarters.length <= mostWithMonths.sentence }),
    quarters: inWords(owed),
    isAllPartial: !states.has("unpaid"),
    isMixed,
    workers: named.map(({ firstName, quarters }) => ({
      name: quote(safeName(firstName)),
      quarters: inWords(quarters.slice(0, mostQuartersNamed)),
      hasMore: quarters.length > mostQuartersNamed,
    })),
    otherWorkers: workers.length - named.length,
    isOneOther: workers.length - named.length === 1,
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

/** The first workers, as many as a message has room for; one at least. */
function workersNamed(workers: readonly ConcernedWorker[]): readonly ConcernedWorker[] {
  let quarters = 0;
  const firstWithoutRoom = workers.findIndex((worker, index) => {
    quarters += worker.quarters.length;
    return index === mostWorkersNamed || (index > 0 && quarters > mostQuartersNamed);
  });
  return firstWithoutRoom === -1 ? workers : workers.slice(0, firstWithoutRoom);
}
