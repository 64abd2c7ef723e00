import type { Day } from "../domain/day.ts";
import type { UnpaidQuarter } from "../domain/decision.ts";
import type { ExtractName } from "../domain/extract.ts";
import { dateInWords, quarterName } from "../domain/italian.ts";
import { formatEuro } from "../domain/money.ts";
import { loadTextSections } from "../support/text-sections.ts";

/** A text of `templates/it/dossier/words.txt`, filled. */
export type Words = (section: string, key: string, values?: object) => string;

export function loadDossierWords(): Words {
  const texts = loadTextSections("it/dossier/words.txt");
  return (section, key, values) => texts(section, values).one(key);
}

/** Headings of columns. */
export function columnsOf(words: Words, ...keys: string[]): string[] {
  return keys.map((key) => words("columns", key));
}

export function yesOrNo(words: Words, answer: boolean | null): string {
  return words("yes-no", answer === null ? "unknown" : answer ? "yes" : "no");
}

/** A date, or the dash of a cell without one. */
export function dayOrNone(words: Words, day: Day | null): string {
  return day === null ? words("yes-no", "none") : dateInWords(day);
}

/** `contributions.csv:12`: where something stands in the extracts. */
export function rowOf(file: ExtractName, line: number): string {
  return `${file}.csv:${line}`;
}

/** An amount in euro, or what is said where the extracts state none. */
export function amount(words: Words, cents: number | null): string {
  return cents === null ? words("notes", "no-amount") : euro(words, cents);
}

/** `312,00 €` on one line. */
export function euro(words: Words, cents: number): string {
  return words("notes", "euro", { amount: formatEuro(cents) }).replaceAll(" ", "\u00a0");
}

/** `RL0001, primo trimestre 2026 (non versato); …`. */
export function quartersList(words: Words, quarters: readonly UnpaidQuarter[]): string {
  return quarters
    .map(
      ({ relationshipId, quarter, state }) =>
        `${relationshipId}, ${quarterName(quarter)} (${words("quarter-states", state)})`,
    )
    .join("; ");
}
