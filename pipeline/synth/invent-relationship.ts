import { addDays, type Day, day } from "../domain/day.ts";
import { daysOf, nextQuarter, type Quarter, quarter } from "../domain/quarter.ts";
import type { Cells } from "./invent-employer.ts";
import { inventName } from "./invent-employer.ts";
import type { NamePools } from "./name-pools.ts";
import type { SeededRandom } from "./seeded-random.ts";

/** The period that the extracts tell of: five quarters up to the first one that campaigns are about. */
const firstQuarter = quarter("2025-Q1");
const lastQuarter = quarter("2026-Q1");
const extractedOn = day("2026-05-15");

export type InventedRelationship = {
  relationshipId: string;
  cells: Cells;
  contributions: Cells[];
  suspensions: Cells[];
  /** False when the first quarter that campaigns are about is owed, and nothing or only a part is recorded for it. */
  isLastQuarterPaid: boolean;
};

type Term = { startedOn: Day; endedOn: Day | null };

/** An invented relationship with what was due and paid for it; most people pay, in time and all of it. */
export function inventRelationship(
  number: number,
  employerId: string,
  pools: NamePools,
  random: SeededRandom,
): InventedRelationship {
  const relationshipId = `RL${String(number + 1).padStart(8, "0")}`;
  const term = inventTerm(random);
  const worker = inventName(workerNames(pools, random), random.chance(0.87) ? "female" : "male", random);
  const hours = 13 * (4 + random.below(37));
  const dueCents = hours * (90 + random.below(80));
  const quarters = quartersOf(term).map((value) => inventQuarter(relationshipId, value, dueCents, random));
  return {
    relationshipId,
    cells: [relationshipId, employerId, worker, term.startedOn, term.endedOn ?? ""],
    contributions: quarters.flatMap(({ contributions }) => contributions),
    suspensions: quarters.flatMap(({ suspensions }) => suspensions),
    isLastQuarterPaid: quarters.every(({ value, isPaid }) => value !== lastQuarter || isPaid),
  };
}

function workerNames({ workers }: NamePools, random: SeededRandom): NamePools["workers"][number]["names"] {
  let share = random.next();
  const found = workers.find((origin) => {
    share -= origin.share;
    return share < 0;
  });
  return (found ?? (workers[0] as NamePools["workers"][number])).names;
}

function inventTerm(random: SeededRandom): Term {
  const isRecent = random.chance(0.15);
  const startedOn = addDays(extractedOn, -(isRecent ? random.below(450) : 450 + random.below(5_000)));
  const end = addDays(startedOn, 5 + random.below(2_000));
  return { startedOn, endedOn: random.chance(0.12) && end < extractedOn ? end : null };
}

function quartersOf({ startedOn, endedOn }: Term): Quarter[] {
  const quarters: Quarter[] = [];
  for (let value = firstQuarter; value <= lastQuarter; value = nextQuarter(value)) {
    const { first, last } = daysOf(value);
    if (startedOn <= last && (endedOn === null || endedOn >= first)) quarters.push(value);
  }
  return quarters;
}

/** Cumulative: the first number above the draw applies; otherwise the quarter is paid in one payment. */
const outcomes = { suspended: 0.012, unrecorded: 0.02, unpaid: 0.09, partial: 0.11, twoPayments: 0.17 };

type InventedQuarter = { value: Quarter; contributions: Cells[]; suspensions: Cells[]; isPaid: boolean };

function inventQuarter(
  relationshipId: string,
  value: Quarter,
  dueCents: number,
  random: SeededRandom,
): InventedQuarter {
  const nothing = { value, contributions: [], suspensions: [], isPaid: false };
  const draw = random.next();
  if (draw < outcomes.suspended) return { ...nothing, suspensions: [[relationshipId, value]], isPaid: true };
  if (draw < outcomes.unrecorded) return nothing;
  const due = random.chance(0.97) ? euro(dueCents) : "";
  const notice = random.chance(0.9) ? noticeNumber(random) : "";
  const row = (paidCents: number): Cells => [
    relationshipId,
    value,
    due,
    paidCents === 0 ? "" : euro(paidCents),
    paidCents === 0 ? "" : inventPaymentDay(value, random),
    notice,
  ];
  if (draw < outcomes.unpaid) return { ...nothing, contributions: [row(0)] };
  if (draw < outcomes.partial) return { ...nothing, contributions: [row(Math.floor(dueCents / 3))] };
  if (draw >= outcomes.twoPayments) return { ...nothing, contributions: [row(dueCents)], isPaid: true };
  const first = Math.floor(dueCents / 2);
  return { ...nothing, contributions: [row(first), row(dueCents - first)], isPaid: true };
}

/** Most pay in time; a few in the weeks after, up to the day of the extract for the last quarter. */
function inventPaymentDay(value: Quarter, random: SeededRandom): Day {
  const daysAfterQuarter = random.chance(0.06) ? 11 + random.below(34) : 1 + random.below(10);
  return addDays(daysOf(value).last, daysAfterQuarter);
}

function euro(cents: number): string {
  return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`;
}

function noticeNumber(random: SeededRandom): string {
  return `30${String(random.below(1e8)).padStart(8, "0")}${String(random.below(1e8)).padStart(8, "0")}`;
}
