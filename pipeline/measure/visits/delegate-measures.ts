import type { Disclosure, Shown } from "../disclosure/small-numbers.ts";
import type { Measure } from "../measure.ts";
import type { DelegateVisitCounts } from "./count-visits.ts";

/**
 * What delegates did, apart from the employers. Each guide is of one employer, so a count of few guides is about few
 * people: it is hidden like any other, and so is one that is by few below what was told or what another one counts.
 */
export function delegateMeasures(
  { opened, played, downloaded, rated, watched, services }: DelegateVisitCounts,
  told: readonly Shown[],
  disclose: Disclosure,
): Measure[] {
  const percents = [...watched.keys()].sort((a, b) => a - b);
  const [shownOpened = "few", shownPlayed = "few", shownDownloaded = "few", shownRated = "few", ...parts] =
    disclose.within(told, [opened, played, downloaded, rated, ...percents.map((percent) => watched.get(percent) ?? 0)]);
  const measure = (name: string, value: Shown, dimension = "") => ({ measure: name, dimension, value });
  return [
    measure("delegate_opened", shownOpened),
    measure("delegate_played", shownPlayed),
    ...percents.map((percent, index) => measure("delegate_watched", parts[index] ?? "few", String(percent))),
    measure("delegate_downloaded", shownDownloaded),
    measure("delegate_interactions", disclose.of(services.guides, services.times)),
    measure("delegate_rated", shownRated),
  ];
}
