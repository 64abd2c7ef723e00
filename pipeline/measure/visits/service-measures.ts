import { hiddenCells } from "../disclosure/hidden-cells.ts";
import type { Disclosure, Shown } from "../disclosure/small-numbers.ts";
import type { Measure } from "../measure.ts";
import type { ServiceCounts } from "./count-visits.ts";

/**
 * How often each service was opened, from where, and all of them. What is not shown of the parts of a sum says nothing of
 * few people, or the sum is not shown either. Of a service that is not shown no place is, and neither when they would
 * have to be hidden so that nothing is left.
 */
export function serviceMeasures({ times, sets, all }: ServiceCounts, disclosure: Disclosure): Measure[] {
  const keys = [...times.keys()].sort();
  const ids = [...new Set(keys.map(idOf))];
  const cellOf = (own: readonly string[]) => ({
    keys: own,
    people: peopleWith(own, sets),
    value: own.reduce((sum, key) => sum + (times.get(key) ?? 0), 0),
  });
  const peopleIn = (cells: readonly { keys: readonly string[] }[]) =>
    peopleWith(
      cells.flatMap((cell) => cell.keys),
      sets,
    );
  const services = ids.map((id) => cellOf(keys.filter((key) => idOf(key) === id)));
  const ofServices = hiddenCells(services, peopleIn, disclosure.fewest);
  const places = services.flatMap((service, index): Measure[] => {
    if (typeof ofServices.values[index] !== "number") return [];
    const cells = service.keys.map((key) => cellOf([key]));
    const { values, isSumSafe } = hiddenCells(cells, peopleIn, disclosure.fewest);
    return isSumSafe ? listed("service_place", service.keys, values) : [];
  });
  const whole = disclosure.of(all.people, all.times);
  const total = ofServices.isSumSafe || whole === "few" ? whole : "near";
  return [...listed("service", ids, ofServices.values), ...places, ...listed("interactions", [""], [total])];
}

function idOf(key: string): string {
  return key.split(" ", 1)[0] ?? key;
}

function listed(measure: string, dimensions: readonly string[], values: readonly Shown[]): Measure[] {
  return dimensions.map((dimension, index) => ({ measure, dimension, value: values[index] ?? "few" }));
}

/** People who opened one of these at least: somebody who opened two services is one of them, not two. */
function peopleWith(keys: readonly string[], sets: ServiceCounts["sets"]): number {
  let people = 0;
  for (const { keys: used, people: count } of sets.values())
    if (used.some((key) => keys.includes(key))) people += count;
  return people;
}
