import type { ExtractName } from "../domain/extract.ts";
import { rowText } from "./file-style.ts";
import { spoilsOfKnowledge } from "./hostile-knowledge.ts";
import {
  fromSpreadsheets,
  type HostileRow,
  type Spoil,
  type SpoilContext,
  shiftedLeft,
  spreadsheetCell,
  strangeNames,
  twice,
  twiceButFor,
  withCell,
  withEarlierId,
} from "./spoil-cells.ts";

/** The rows to write in place of a good one; `earlier` is a row that was written before. */
export function spoiled(name: ExtractName, cells: string[], context: SpoilContext): HostileRow[] {
  const spoil = context.random.pick([...spoils[name], ...(context.random.chance(0.5) ? malformed : [])]);
  return spoil([...cells], context);
}

/** Against the rules of CSV. */
const malformed: Spoil[] = [
  (cells, { style }) => [{ text: `${rowText(cells, style)}${style.delimiter}one too many` }],
  (cells, { style }) => [{ text: rowText(cells, style).split(style.delimiter).slice(0, -1).join(style.delimiter) }],
  (cells, { style }) => [{ text: `${rowText(cells, style)}${style.delimiter}a "stray" quote` }],
  (cells, { style }) => [{ text: `"${cells[0]}" and more${style.delimiter}${rowText(cells.slice(1), style)}` }],
  (cells, { style }) => [{ text: `${rowText(cells, style)}\0` }],
  (cells, { style }) => [{ text: `${rowText(cells, style)}${"x".repeat(66_000)}` }],
  (cells, { style }) => [{ text: `${rowText(cells, style)}${style.delimiter}"${"x\n".repeat(33_500)}"` }],
  // An open quote, closed by a quote within a later row.
  (cells, { style }) => [
    { text: `${cells[0]}${style.delimiter}"${cells.slice(1).join(style.delimiter)}` },
    { text: rowText(cells, { ...style, quotesAll: true }) },
  ],
  () => [{ text: "" }, { text: "   " }],
];

const spoils: Record<ExtractName, Spoil[]> = {
  employers: [
    spreadsheetCell,
    shiftedLeft,
    (cells) => [{ cells: cells.with(0, `${(cells[0] ?? "").slice(0, -1)}${cells[0]?.endsWith("A") ? "B" : "A"}`) }],
    withCell(0, "", "RSSMRA", "1234567890", "RSSMRA80A01H501"),
    (cells) => [{ cells: cells.with(0, ` ${(cells[0] ?? "").toLowerCase()} `) }],
    withCell(1, "", "   ", "\u00a0"),
    withCell(1, ...strangeNames),
    withCell(2, "31/02/1960", "1960-13-01", "1/1/1960", "yesterday", "0000-01-01"),
    withCell(2, "05/04/1950", "2026-05-31", "1950-05-31", "1950-06-01", ""),
    withCell(
      3,
      "12",
      "06 1234567",
      "+1 212 555 0100 ext. 5",
      "numero",
      "+39 351 000 0001",
      "0039 3510000002",
      "+40 721 000 001",
    ),
    withCell(4, "perhaps", "Sì", "SI", "y", "0", "N"),
    withCell(5, "no-at.example", "a@b", "a b@posta.example", "due@@posta.example", "ok@posta.example", "x".repeat(250)),
    withCell(7, "2", "vero", "TRUE"),
    twice,
    twiceButFor(1, "ANOTHER"),
    twiceButFor(1, ""),
    withEarlierId,
  ],
  relationships: [
    ...fromSpreadsheets,
    // Numbers without letters, for Excel to round.
    (cells) => [{ cells: cells.with(0, `333${(cells[0] ?? "").slice(3).padStart(7, "0")}`) }],
    withCell(0, "", "  "),
    withCell(0, "=1+1", "a|b:c", "r\n1", "ä".repeat(40)),
    withCell(1, "", "NOBODY", "RSSMRA80A01H501U", "00000000000"),
    (cells) => [{ cells: cells.with(1, ` ${(cells[1] ?? "").toLowerCase()}`) }],
    withCell(2, "", " "),
    withCell(2, ...strangeNames),
    withCell(3, "", "2024-02-30", "29/02/2025", "20240101"),
    withCell(3, "05/04/2024", "2026-05-31", "2026-06-01", "31/03/2026"),
    withCell(4, "2019-02-29", "never"),
    withCell(4, "1990-01-01", "2026-05-30", "2026-05-31", "9999-12-31"),
    twice,
    twiceButFor(2, "ANOTHER"),
    twiceButFor(1, "RSSMRA80A01H501U"),
    withEarlierId,
  ],
  contributions: [
    ...fromSpreadsheets,
    withCell(0, "", "RL-NONE", "rl00000001"),
    withCell(1, "2026-Q5", "Q1 2026", "2026-q1", "", "2026Q1", "2026-Q1", "2026-Q2"),
    withCell(2, "-312", "+312", "312.567", "1,312.50", "0.312", "3e2", ".5", "312,", "9007199254740993", "abc"),
    withCell(2, "312", "312.5", "312,50", "1.312,50", "1.312", "12.345.678,9", "0", "00312", ""),
    withCell(3, "-1", "12.34.56", "1 000", "90071992547409.92"),
    withCell(3, "1", "0,01", "1.000", "100000", ""),
    withCell(4, "2026-02-29", "10.04.2026", "31/04/2026"),
    withCell(4, "10/04/2026", "2026-05-31", "2026-06-01", ""),
    withCell(5, "12345678901234567", "3010026010000037200", "30100260100000372X", ""),
    twice,
    twiceButFor(2, "77,77"),
    twiceButFor(2, ""),
    // Decimal commas where the comma separates: too many fields.
    (cells, { style }) => [{ text: [cells[0], cells[1], "312,50", "312,50", ...cells.slice(4)].join(style.delimiter) }],
  ],
  suspensions: [...fromSpreadsheets, withCell(0, "", "RL-NONE"), withCell(1, "2026", "2026-Q0", "2026Q1"), twice],
  ...spoilsOfKnowledge,
};
