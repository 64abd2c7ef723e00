import { isDay } from "../domain/day.ts";
import { type Damage, type PlainTable, textOf } from "./plain-table.ts";
import type { SeededRandom } from "./seeded-random.ts";

/** Damages to the cells of all rows, or of some. */
export const rowDamages = {
  "blank-column": (table, random) => inColumn(table, random.below(table.header.length), random, () => ""),
  "shift-left": (table, random) => {
    const from = random.below(table.header.length);
    return inRows(table, random, (cells) => [...cells.toSpliced(from, 1), ""]);
  },
  "shift-right": (table, random) => {
    const from = random.below(table.header.length);
    return inRows(table, random, (cells) => cells.toSpliced(from, 0, "").slice(0, -1));
  },
  "re-case-ids": (table, random) => inIds(table, random, (id) => id.toLowerCase()),
  "strip-leading-zeros": (table, random) => inIds(table, random, (id) => id.replace(/(?<!\d)0+/, "")),
  "excel-ids": (table, random) => inIds(table, random, inScientificNotation),
  "formula-errors": (table, random) => {
    const error = random.pick(["#NOME?", "#REF!", "#N/D", "#NAME?"]);
    return inColumn(table, random.below(table.header.length), random, () => error);
  },
  "dates-as-numbers": (table, random) =>
    inRows(table, random, (cells) => cells.map((cell) => (isDay(cell) ? serialNumber(cell) : cell))),
} as const satisfies Record<string, Damage>;

type ChangeRow = (cells: string[]) => string[];

/** All rows, those from one on, or about a third of them. */
function inRows({ header, rows }: PlainTable, random: SeededRandom, change: ChangeRow): string {
  const first = random.below(rows.length + 1);
  const isHit = random.pick([() => true, (index: number) => index >= first, () => random.chance(0.3)]);
  return textOf(
    header,
    rows.map((cells, index) => (isHit(index) ? change(cells) : cells)),
  );
}

function inColumn(table: PlainTable, place: number, random: SeededRandom, change: (cell: string) => string): string {
  // A row may be short already, when its file was cut.
  return inRows(table, random, (cells) => cells.map((cell, at) => (at === place ? change(cell) : cell)));
}

/** Ids of relationships, or of employers where there are no others, come first in their files; a request has several. */
function inIds(table: PlainTable, random: SeededRandom, change: (id: string) => string): string {
  const place = table.file === "requests" ? table.header.indexOf(random.pick(idsOfRequest)) : 0;
  return inColumn(table, Math.max(place, 0), random, change);
}

const idsOfRequest = ["request_id", "employer_id", "relationship_id"];

/** `3,33E+09`, as an Italian Excel shows the digits of an id. */
function inScientificNotation(id: string): string {
  if (id === "") return "";
  const [mantissa = "", exponent = ""] = Number(id.replace(/\D/g, "")).toExponential(2).split("e+");
  return `${mantissa.replace(".", ",")}E+${exponent.padStart(2, "0")}`;
}

/** Days since 30 December 1899, as spreadsheets count them. */
function serialNumber(date: string): string {
  return String((Date.parse(date) - Date.UTC(1899, 11, 30)) / 86_400_000);
}
