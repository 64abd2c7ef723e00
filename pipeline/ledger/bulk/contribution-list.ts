import type { Contribution } from "../../domain/position.ts";

/** Values of one contribution in a list, in this order: quarter, line, due, paid, day paid, notice number. */
const valuesOfOne = 6;

/** Where in a list the lines stand: `key % valuesOfOne` in SQLite's `json_each`. */
export const linesInList = `key % ${valuesOfOne} = 1`;

/** Contributions of one relationship as one text: a JSON list of their values, one after the other. */
export function listText(contributions: readonly Contribution[]): string {
  const values: unknown[] = [];
  for (const { quarter, line, dueCents, paidCents, paidOn, noticeNumber } of contributions)
    values.push(quarter, line, dueCents, paidCents, paidOn, noticeNumber);
  return JSON.stringify(values);
}

/** The contributions in such texts together, by quarter, then by line. */
export function contributionsIn(texts: readonly string[]): Contribution[] {
  const contributions = texts.flatMap(contributionsInOne);
  return isSorted(contributions) ? contributions : contributions.sort(byQuarterAndLine);
}

function contributionsInOne(text: string): Contribution[] {
  const values = JSON.parse(text) as unknown[];
  const contributions: Contribution[] = [];
  for (let at = 0; at < values.length; at += valuesOfOne) {
    contributions.push({
      quarter: values[at] as Contribution["quarter"],
      line: values[at + 1] as number,
      dueCents: values[at + 2] as number | null,
      paidCents: values[at + 3] as number,
      paidOn: values[at + 4] as Contribution["paidOn"],
      noticeNumber: values[at + 5] as string | null,
    });
  }
  return contributions;
}

/** Files mostly have them in this order. */
function isSorted(contributions: readonly Contribution[]): boolean {
  return contributions.every(
    (one, index) => index === 0 || byQuarterAndLine(contributions[index - 1] as Contribution, one) <= 0,
  );
}

function byQuarterAndLine(a: Contribution, b: Contribution): number {
  if (a.quarter === b.quarter) return a.line - b.line;
  return a.quarter < b.quarter ? -1 : 1;
}
