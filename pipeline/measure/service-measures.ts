import type { VisitCounts } from "./count-visits.ts";
import type { Measure } from "./measure.ts";
import { disclosed, fewest, type Shown } from "./small-numbers.ts";

/**
 * How often each service was opened, and all of them. The sum of those that are not shown can be worked out from the
 * whole, so they are of five different people at least: somebody who opened two services is one of them, not two.
 */
export function serviceMeasures({ services, serviceSets, interactions }: VisitCounts): Measure[] {
  const ids = [...services.keys()].sort();
  const few = ids.filter((id) => peopleWith([id], serviceSets) < fewest);
  const hidden = new Set(few);
  const others = ids
    .filter((id) => !hidden.has(id))
    .sort((a, b) => peopleWith([a], serviceSets) - peopleWith([b], serviceSets));
  for (const id of others) {
    if (hidden.size === 0 || (hidden.size > few.length && peopleWith([...hidden], serviceSets) >= fewest)) break;
    hidden.add(id);
  }
  const shownOf = (id: string): Shown => (few.includes(id) ? "few" : hidden.has(id) ? "near" : (services.get(id) ?? 0));
  return [
    ...ids.map((id) => ({ measure: "service", dimension: id, value: shownOf(id) })),
    { measure: "interactions", dimension: "", value: disclosed(interactions.people, interactions.times) },
  ];
}

/** People who opened one of these services at least. */
function peopleWith(ids: readonly string[], serviceSets: VisitCounts["serviceSets"]): number {
  let people = 0;
  for (const { ids: used, people: count } of serviceSets.values())
    if (used.some((id) => ids.includes(id))) people += count;
  return people;
}
