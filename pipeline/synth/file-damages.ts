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

/** The file as it was some weeks before: later rows, payments and ends are not in it. */
function olderFile({ header, rows }: PlainTable, random: SeededRandom): string {
  const days = rows.flatMap((cells) => cells.slice(1).filter(isDay)).toSorted();
  const latest = days.at(-1) ?? day("2025-12-31");
  const madeOn = addDays(latest, -(7 + random.below(60)));
  const keptRows = random.chance(0.5) ? rows.length : random.below(rows.length + 1);
  const known = rows.slice(0, keptRows).filter((cells) => !isLater(cells[header.indexOf("started_on")], madeOn));
  return textOf(
    header,
    known.map((cells) => asOf(cells, header, madeOn)),
  );
}

function isLater(cell: string | undefined, madeOn: Day): boolean {
  return cell !== undefined && isDay(cell) && cell > madeOn;
}

function asOf(cells: string[], header: readonly string[], madeOn: Day): string[] {
  const isPaidLater = isLater(cells[header.indexOf("paid_on")], madeOn);
  const hasEndedLater = isLater(cells[header.indexOf("ended_on")], madeOn);
  const isUnknownYet = (column: string | undefined) =>
    (isPaidLater && (column === "amount_paid" || column === "paid_on")) || (hasEndedLater && column === "ended_on");
  return cells.map((cell, place) => (isUnknownYet(header[place]) ? "" : cell));
}
