import type { Disclosure, Shown } from "../disclosure/small-numbers.ts";
import type { Measure } from "../measure.ts";

/** What a stage or a file came to. */
export type ProcessCounts = {
  /** By file. */
  rows?: Record<string, number>;
  rejected?: Record<string, number>;
  /** Rows that were not used, by code. */
  rejectedByCode?: Record<string, number>;
  /** Employers by the reason of their decision. */
  decided?: Record<string, number>;
  /** Seconds of the last run of each stage. */
  seconds?: Record<string, number>;
  /** Different videos of all guides. */
  videos?: number;
  scenes?: number;
  /** Scenes that were not in the cache when guides were rendered last. */
  rendered?: number;
  /** Selected employers whose guide could not be made when it was tried last. */
  failed?: number;
};

/**
 * Rows and seconds are about no person; decisions and failures are. Of few employers there are as few videos, and scenes:
 * when how many are selected is not shown, neither are those.
 */
export function processMeasures(process: ProcessCounts, isSelectedShown: boolean, disclose: Disclosure): Measure[] {
  const { rows = {}, rejected = {}, rejectedByCode = {}, decided = {}, seconds = {} } = process;
  const { videos, scenes, rendered, failed } = process;
  const shown = decidedShown(decided, disclose);
  const byName = {
    rows: rowsShown(rows, decided, shown, disclose),
    ...{ rejected, rejected_code: rejectedByCode, decided: shown, seconds },
  };
  const made = (count: number | undefined): Shown | undefined =>
    count === undefined || isSelectedShown ? count : "near";
  const single = {
    ...{ videos: made(videos), scenes: made(scenes), rendered: made(rendered) },
    failed: failed === undefined ? undefined : orNobody(failed, disclose),
  };
  return [
    ...Object.entries(byName).flatMap(([measure, values]) =>
      Object.entries(values).map(([dimension, value]): Measure => ({ measure, dimension, value })),
    ),
    ...Object.entries(single).flatMap(([measure, value]) =>
      value === undefined ? [] : [{ measure, dimension: "", value }],
    ),
  ];
}

/** All employers with a decision are known from the rows, and so are those who are selected, unless they are few. */
function decidedShown(decided: Record<string, number>, { fewest, parts }: Disclosure): Record<string, Shown> {
  const { unpaid = 0, ...others } = decided;
  if (unpaid < fewest) return shownByName(decided, parts(Object.values(decided)));
  return { ...("unpaid" in decided ? { unpaid } : {}), ...shownByName(others, parts(Object.values(others))) };
}

function shownByName(counts: Record<string, number>, values: readonly Shown[]): Record<string, Shown> {
  return Object.fromEntries(Object.keys(counts).map((name, index) => [name, values[index] ?? "few"]));
}

/** The number of rows says how many those are together who are not shown: not when that gives them away. */
function rowsShown(
  rows: Record<string, number>,
  decided: Record<string, number>,
  shown: Record<string, Shown>,
  { fewest, isGivenAway }: Disclosure,
): Record<string, Shown> {
  const hidden = Object.keys(decided).filter((reason) => typeof shown[reason] !== "number");
  const counts = hidden.map((reason) => decided[reason] ?? 0);
  const people = counts.reduce((sum, count) => sum + count, 0);
  const isSecret = isGivenAway(counts) || (people > 0 && people < fewest);
  return isSecret && "employers" in rows ? { ...rows, employers: "near" as const } : rows;
}

/** That it happened to nobody is no secret, and the first thing to know. */
export function orNobody(people: number, { of }: Disclosure): Shown {
  return people === 0 ? 0 : of(people, people);
}
