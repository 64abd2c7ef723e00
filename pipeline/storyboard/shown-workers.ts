import type { UnpaidState } from "../domain/decision.ts";
import type { Quarter } from "../domain/quarter.ts";
import type { SelectedEmployer, WorkerInReview } from "../domain/selected-employer.ts";

/** A quarter and how the guide marks it; in review, what is missing of it is not told. */
export type QuarterState = { quarter: Quarter; state: UnpaidState | "in-review" };

/** A worker as the guide shows them, with their quarters, oldest first. */
export type ShownWorker = { firstName: string; quarters: readonly QuarterState[] };

/**
 * The workers in the order in which the guide names them, each once: those with something unpaid, and after them those
 * who only have quarters in review.
 */
export function shownWorkers({ workers, inReview }: Pick<SelectedEmployer, "workers" | "inReview">): ShownWorker[] {
  if (inReview.length === 0) return workers;
  const reviewed = new Map(inReview.map((worker) => [worker.relationshipId, worker]));
  const concerned = workers.map(({ relationshipId, firstName, quarters }) => {
    const theirs = reviewed.get(relationshipId);
    reviewed.delete(relationshipId);
    return { firstName, quarters: theirs ? [...quarters, ...quartersInReview(theirs)].sort(oldestFirst) : quarters };
  });
  const others = [...reviewed.values()].map((worker) => ({
    firstName: worker.firstName,
    quarters: quartersInReview(worker),
  }));
  return [...concerned, ...others];
}

function quartersInReview({ quarters }: WorkerInReview): QuarterState[] {
  return quarters.map(({ quarter }) => ({ quarter, state: "in-review" }));
}

const oldestFirst = (a: QuarterState, b: QuarterState) => (a.quarter < b.quarter ? -1 : 1);
