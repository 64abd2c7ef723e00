import { expect, test } from "vitest";
import { damageCases, planDamaged } from "./campaign-of-damages.ts";
import { undamagedExtracts } from "./undamaged.ts";

/** Each part has every damage of every file twice. */
test.each([1, 2])("no damaged file accuses anybody: part %i of 436 damaged deliveries", async (part) => {
  const undamaged = await undamagedExtracts(`ordinary ${part}`, 1_000);
  try {
    expect(undamaged.selection.unpaid.size).toBeGreaterThan(50);
    const { wrong, tallies } = await planDamaged(undamaged, damageCases(218, `ordinary ${part}`));
    expect(wrong).toEqual([]);
    const total = (ending: "stopped" | "withheld" | "unharmed" | "excused") =>
      Object.values(tallies).reduce((sum, tally) => sum + tally[ending], 0);
    // A program that always stops, or a test that always excuses, would pass too.
    expect(total("stopped")).toBeLessThan(180);
    expect(total("withheld")).toBeGreaterThan(3);
    expect(total("unharmed")).toBeGreaterThan(15);
    expect(total("excused")).toBeLessThan(20);
  } finally {
    await undamaged.remove();
  }
});
