import type { FileStyle } from "./file-style.ts";
import type { SeededRandom } from "./seeded-random.ts";

/** What stands in the place of a good row: cells to be written properly, or text as it is. */
export type HostileRow = { cells: string[] } | { text: string };

export type Spoil = (cells: string[], context: SpoilContext) => HostileRow[];
export type SpoilContext = { random: SeededRandom; style: FileStyle; earlier: readonly string[] };

/** Puts one of these in a cell. */
export const withCell =
  (place: number, ...values: string[]): Spoil =>
  (cells, { random }) => [{ cells: cells.with(place, random.pick(values)) }];

export const twice: Spoil = (cells) => [{ cells }, { cells }];
export const twiceButFor =
  (place: number, value: string): Spoil =>
  (cells) => [{ cells }, { cells: cells.with(place, value) }];
/** This row, and again under the id of an earlier row, which it contradicts. */
export const withEarlierId: Spoil = (cells, { earlier }) => [{ cells }, { cells: cells.with(0, earlier[0] ?? "") }];

/** This row with a cell of an earlier row. */
export const withEarlierCell =
  (place: number): Spoil =>
  (cells, { earlier }) => [{ cells: cells.with(place, earlier[place] ?? "") }];
/** Puts these in their cells, by place. */
export const withCells =
  (changes: Record<number, string>): Spoil =>
  (cells) => [{ cells: cells.map((cell, place) => changes[place] ?? cell) }];

/** What spreadsheets and people do to an id. */
export const idInAnotherFormAt =
  (place: number): Spoil =>
  (cells, { random }) => [{ cells: cells.with(place, random.pick(otherForms(cells[place] ?? ""))) }];
export const idInAnotherForm = idInAnotherFormAt(0);

function otherForms(id: string): string[] {
  return [
    id.toLowerCase(),
    id.replace(/(\D)0+/, "$1"),
    id.replace(/(\D)0+/, "$1-"),
    ` ${id.slice(0, 2)} ${id.slice(2)}`,
    `0${id}`,
    `${id}.`,
  ];
}
/** As Excel shows a long number, a formula that no longer works (also in Italian), a date. */
export const spreadsheetCell: Spoil = (cells, { random }) => [
  { cells: cells.with(random.below(cells.length), random.pick(["3,33E+09", "1.5E+4", "#NOME?", "#REF!", "46122"])) },
];
/** All cells from one on stand a column too far to the left. */
export const shiftedLeft: Spoil = (cells, { random }) => {
  const from = random.below(cells.length);
  return [{ cells: [...cells.toSpliced(from, 1), ""] }];
};
export const fromSpreadsheets = [idInAnotherForm, spreadsheetCell, shiftedLeft];

export const strangeNames = [
  '=HYPERLINK("http://example.invalid")',
  "<script>alert(1)</script>",
  "{{constructor}}",
  "../../etc/passwd",
  'MARIA,"DETTA"\nANNA',
  "  MARIA   TERESA  ",
  "NICOLO'",
  "D'ARTAGNAN",
  "Čedomir",
  "X".repeat(300),
  "’–€",
];
