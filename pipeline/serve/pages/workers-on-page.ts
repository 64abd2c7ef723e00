import type { UnpaidState } from "../../domain/decision.ts";
import type { Quarter } from "../../domain/quarter.ts";
import type { SelectedEmployer } from "../../domain/selected-employer.ts";
import { safeName } from "../../notify/messages/safe-text.ts";
import { unbroken } from "./unbroken.ts";

/** What a page says of a quarter; one in review is never called unpaid. */
export type ShownState = UnpaidState | "in-review";

/** A worker of a guide, with the quarters that are owed and those in review side by side. */
export type WorkerOnPage = {
  relationshipId: string;
  /** The first name, with its place when another worker has the same: `Maria (1 di 2)`. */
  label: string;
  /** Oldest first. */
  quarters: { quarter: Quarter; state: ShownState }[];
};

/** The workers whom a page speaks of, by relationship_id; the code itself is not shown. */
export function workersOnPage({ workers, inReview }: Pick<SelectedEmployer, "workers" | "inReview">): WorkerOnPage[] {
  const reviewed = inReview.map(({ quarters, ...worker }) => ({
    ...worker,
    quarters: quarters.map(({ quarter }) => ({ quarter, state: "in-review" as const })),
  }));
  const merged = [...Map.groupBy<string, Spoken>([...workers, ...reviewed], ({ relationshipId }) => relationshipId)]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([relationshipId, parts]) => ({
      relationshipId,
      name: safeName(parts[0]?.firstName ?? ""),
      quarters: parts.flatMap(({ quarters }) => quarters).sort((a, b) => (a.quarter < b.quarter ? -1 : 1)),
    }));
  return merged.map(({ name, ...worker }) => ({ ...worker, label: labelled(name, worker.relationshipId, merged) }));
}

type Spoken = { relationshipId: string; firstName: string; quarters: WorkerOnPage["quarters"] };

/** Two workers may have the same first name: their place tells the rows of the table and the links apart. */
function labelled(name: string, relationshipId: string, all: readonly { relationshipId: string; name: string }[]) {
  const same = all.filter((worker) => worker.name === name);
  if (same.length === 1) return name;
  const place = same.findIndex((worker) => worker.relationshipId === relationshipId) + 1;
  return `${name} ${unbroken(`(${place} di ${same.length})`)}`;
}
