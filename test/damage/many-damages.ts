import { expect, test } from "vitest";
import { damageCases, planDamaged, type Tally } from "./campaign-of-damages.ts";
import { undamagedExtracts } from "./undamaged.ts";

const damagedOfEach = 2_500;

/** Each takes about five minutes of one core. */
const timeLimit = 60 * 60_000;

/** For each seed another delivery, and 2,500 damages to it; prints what became of each damage. */
export function testManyDamages(seeds: readonly string[]): void {
  test.each(seeds)(
    "no damaged file accuses anybody: 2,500 damaged deliveries, %s",
    { timeout: timeLimit },
    async (seed) => {
      const undamaged = await undamagedExtracts(seed, 1_000);
      try {
        const { wrong, tallies } = await planDamaged(undamaged, damageCases(damagedOfEach, seed));
        console.log(asTable(tallies));
        expect(wrong).toEqual([]);
      } finally {
        await undamaged.remove();
      }
    },
  );
}

/** One line for each damage and file. */
function asTable(tallies: Record<string, Tally>): string {
  const lines = Object.entries(tallies)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, of]) => [name, of.stopped, of.withheld, of.unharmed, of.excused, of.wrong].join(" | "));
  return ["damage | stopped | withheld | unharmed | excused | wrong", ...lines].join("\n");
}
