import { addDays, type Day, day, isDay } from "../domain/day.ts";
import type { Damage, PlainTable } from "./plain-table.ts";
import { textOf } from "./plain-table.ts";
import type { SeededRandom } from "./seeded-random.ts";

/** Damages to the file as a whole; the cells that are left keep their values. */
export const fileDamages = {
  truncate: ({ bytes }, random) => bytes.subarray(0, random.below(bytes.length)),
  "drop-column": ({ header, rows }, random) => {
    const place = random.below(header.length);
    return textOf(
      header.toSpliced(place, 1),
      rows.map((cells) => cells.toSpliced(place, 1)),
    );
  },
  "sort-rows": ({ header, rows }, random) => {
    const place = random.below(header.length);
    const direction = random.chance(0.5) ? 1 : -1;
    const order = (a: string[], b: string[]) => (String(a[place]) < String(b[place]) ? -direction : direction);
    return textOf(header, rows.toSorted(order));
  },
  "duplicate-rows": ({ header, rows }, random) =>
    textOf(header, random.chance(0.5) ? [...rows, ...rows] : rows.flatMap((cells) => [cells, cells])),
  "concatenate-two": (table, random) => {
    const [whole, older] = [textOf(table.header, table.rows), olderFile(table, random)];
    return random.chance(0.5) ? whole + older : older + whole;
  },
  "older-file": (table, random) => olderFile(table, random),
  "other-delimiter": ({ header, rows }, random) => textOf(header, rows, random.pick([";", "\t", "|"])),
} as const satisfies Record<string, Damage>;

/** The file as it was some weeks before: later rows, payments, ends and answers are not in it. */
function olderFile({ file, header, rows }: PlainTable, random: SeededRandom): string {
  const days = rows.flatMap((cells) => cells.slice(1).filter(isDay)).toSorted();
  // Requests are invented of a whole year: weeks before the last of them all that a campaign asks about are answered.
  const latest = file === "requests" && days.length > 0 ? random.pick(days) : (days.at(-1) ?? day("2025-12-31"));
  const madeOn = addDays(latest, -(7 + random.below(60)));
  const keptRows = random.chance(0.5) ? rows.length : random.below(rows.length + 1);
  const isKnownYet = (cells: readonly string[]) =>
    !firstDays.some((column) => isLater(cells[header.indexOf(column)], madeOn));
  const known = rows.slice(0, keptRows).filter(isKnownYet);
  return textOf(
    header,
    known.map((cells) => asOf(cells, header, madeOn)),
  );
}

/** Columns before whose day nothing is known of a row. */
const firstDays = ["started_on", "opened_on", "active_from"];

function isLater(cell: string | undefined, madeOn: Day): boolean {
  return cell !== undefined && isDay(cell) && cell > madeOn;
}

/** What stands in these columns until the day of the last one is known. */
const laterCells: Record<string, string>[] = [
  { amount_paid: "", paid_on: "" },
  { ended_on: "" },
  { state: "in-progress", outcome: "", closed_on: "" },
];

function asOf(cells: string[], header: readonly string[], madeOn: Day): string[] {
  const isUnknownYet = (later: Record<string, string>) =>
    isLater(cells[header.indexOf(Object.keys(later).at(-1) ?? "")], madeOn);
  const before = Object.assign({}, ...laterCells.filter(isUnknownYet)) as Record<string, string>;
  return cells.map((cell, place) => before[header[place] ?? ""] ?? cell);
}
