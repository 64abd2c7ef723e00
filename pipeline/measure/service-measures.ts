import type { ServiceCounts } from "./count-visits.ts";
import type { Measure } from "./measure.ts";
import type { Disclosure, Shown } from "./small-numbers.ts";

/**
 * How often each service was opened, and all of them. The sum of those that are not shown can be worked out from the
 * whole, so they are of so many different people at least: somebody who opened two services is one of them, not two.
 */
export function serviceMeasures({ times, sets, all }: ServiceCounts, { fewest, of }: Disclosure): Measure[] {
  const ids = [...times.keys()].sort();
  const few = ids.filter((id) => peopleWith([id], sets) < fewest);
  const hidden = new Set(few);
  const others = ids.filter((id) => !hidden.has(id)).sort((a, b) => peopleWith([a], sets) - peopleWith([b], sets));
  for (const id of others) {
    if (hidden.size === 0 || (hidden.size > few.length && peopleWith([...hidden], sets) >= fewest)) break;
    hidden.add(id);
  }
  const shownOf = (id: string): Shown => (few.includes(id) ? "few" : hidden.has(id) ? "near" : (times.get(id) ?? 0));
  return [
    ...ids.map((id) => ({ measure: "service", dimension: id, value: shownOf(id) })),
    { measure: "interactions", dimension: "", value: of(all.people, all.times) },
  ];
}

/** People who opened one of these services at least. */
function peopleWith(ids: readonly string[], sets: ServiceCounts["sets"]): number {
  let people = 0;
  for (const { ids: used, people: count } of sets.values()) if (used.some((id) => ids.includes(id))) people += count;
  return people;
}
