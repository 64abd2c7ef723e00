import { addDays, type Day, day } from "../domain/day.ts";
import type { SeededRandom } from "./seeded-random.ts";

/** The days on which the campaigns of 2026 judge. */
const judgedOn = ["2026-02-28", "2026-05-31", "2026-08-31", "2026-11-30"].map(day);

/** Rules turn on the day itself, the one after it, and 30 days before it. */
const boundaries = [-31, -30, -1, 0, 1];

/** A day near one on which a campaign judges: one in three is where a rule turns, the others up to 50 days before or 10 after. */
export function dayAroundCampaign(random: SeededRandom): Day {
  const offset = random.chance(1 / 3) ? random.pick(boundaries) : random.below(61) - 50;
  return addDays(random.pick(judgedOn), offset);
}

/** A day, or the one before which it cannot be. */
export function notBefore(first: Day, day: Day): Day {
  if (day < first) return first;
  return day;
}
