import type { ExtractName } from "../../pipeline/domain/extract.ts";
import { looseForms } from "../../pipeline/domain/relationship-id-form.ts";

/** What stood in cells of a valid row before it was paid, had ended or was answered. */
const cellsBefore: Record<ExtractName, Record<string, string>> = {
  employers: {},
  relationships: { ended_on: "" },
  contributions: { amount_paid: "", paid_on: "" },
  suspensions: {},
  requests: { state: "in-progress", outcome: "", closed_on: "" },
  delegations: {},
  profiles: {},
};

/** Columns whose ids say whom a row is about. */
const idColumns: Record<ExtractName, readonly number[]> = {
  employers: [0],
  relationships: [0],
  contributions: [0],
  suspensions: [0],
  requests: [1, 2],
  delegations: [0],
  profiles: [0],
};

/** Traces of damage in a file, in rows, found by comparison with the undamaged file. */
export type Traces = {
  undamaged: number;
  /** Neither a row of the undamaged file nor one as it was before it was paid (nor amount nor day), had ended or was answered. */
  strange: number;
  /** Rows that occur more often than before. */
  repeated: number;
  /** Strange rows without any id of the undamaged file, in any form. */
  withoutId: number;
  /** Missing rows, less the strange ones: a strange row may be any of them. */
  gone: number;
};

export function tracesOf(file: ExtractName, undamaged: string, damaged: string): Traces {
  const [header = "", ...rows] = linesOf(undamaged);
  const [damagedHeader, ...damagedRows] = linesOf(damaged);
  const earlier = earlierIn(file, header.split(","));
  const known = new Set([...rows, ...rows.map(earlier)]);
  const ids = new Set(
    rows.flatMap((row) => idColumns[file].flatMap((place) => looseForms(row.split(",")[place] ?? ""))),
  );
  const left = new Map<string, number>();
  for (const row of rows.map(earlier)) left.set(row, (left.get(row) ?? 0) + 1);
  const traces: Traces = { undamaged: rows.length, strange: 0, repeated: 0, withoutId: 0, gone: 0 };
  for (const row of damagedRows) {
    const count = left.get(earlier(row)) ?? 0;
    if (damagedHeader !== header || !known.has(row)) {
      traces.strange += 1;
      if (!formsIn(row).some((form) => ids.has(form))) traces.withoutId += 1;
    } else if (count === 0) traces.repeated += 1;
    else left.set(earlier(row), count - 1);
  }
  const missing = [...left.values()].reduce((sum, count) => sum + count, 0);
  traces.gone = Math.max(0, missing - traces.strange);
  return traces;
}

/** Whatever may be an id in a row, as it would be compared. */
function formsIn(row: string): string[] {
  return row.split(/[,;|\t]/).flatMap((piece) => looseForms(piece.replaceAll('"', "")));
}

/** The row as it was some weeks before. */
function earlierIn(file: ExtractName, columns: readonly string[]): (row: string) => string {
  const before = columns.map((column) => cellsBefore[file][column]);
  return (row) =>
    row
      .split(",")
      .map((cell, place) => before[place] ?? cell)
      .join(",");
}

function linesOf(text: string): string[] {
  return text.split("\n").filter((line) => line !== "");
}
