import { expect, test } from "vitest";
import { damageCases, planDamaged } from "./campaign-of-damages.ts";
import { undamagedExtracts } from "./undamaged.ts";

/** Every damage of every file twice; the long tests have 20,000. */
test("no damaged file accuses anybody: 218 damaged deliveries", async () => {
  const undamaged = await undamagedExtracts("ordinary 1", 1_000);
  try {
    expect(undamaged.selection.unpaid.size).toBeGreaterThan(50);
    const { wrong, tallies } = await planDamaged(undamaged, damageCases(218, "ordinary 1"));
    expect(wrong).toEqual([]);
    const total = (ending: "stopped" | "withheld" | "unharmed" | "excused") =>
      Object.values(tallies).reduce((sum, tally) => sum + tally[ending], 0);
    // A program that always stops, or a test that always excuses, would pass too.
    expect(total("stopped")).toBeLessThan(180);
    expect(total("withheld")).toBeGreaterThan(5);
    expect(total("unharmed")).toBeGreaterThan(15);
    expect(total("excused")).toBeLessThan(20);
  } finally {
    await undamaged.remove();
  }
});
