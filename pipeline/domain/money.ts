/** One decimal comma or point with one or two digits, no grouping: `312`, `312.5`, `312,50`. */
const plainEuro = /^(\d+)(?:[.,](\d{1,2}))?$/;

/** Points group thousands, in groups of three and never after a leading zero; only a comma starts decimals: `1.312`, `1.312,50`. */
const groupedEuro = /^([1-9]\d{0,2}(?:\.\d{3})+)(?:,(\d{1,2}))?$/;

/** Whole cents of a euro amount as the institute writes it, or null: never negative, at most two decimals, exact in a number. */
export function parseEuro(text: string): number | null {
  const parts = plainEuro.exec(text) ?? groupedEuro.exec(text);
  if (!parts) return null;
  const euro = Number(parts[1]?.replaceAll(".", ""));
  const cents = euro * 100 + Number((parts[2] ?? "").padEnd(2, "0"));
  return Number.isSafeInteger(cents) ? cents : null;
}

/** Adds amounts without ever leaving the exact numbers: what is larger than any amount due stays larger. */
export function addCents(left: number, right: number): number {
  return Math.min(left + right, Number.MAX_SAFE_INTEGER);
}

/** `131250` cents as `1.312,50`: what a person reads in Italy, without the currency. */
export function formatEuro(cents: number): string {
  const euro = String(Math.trunc(cents / 100)).replace(/\B(?=(?:\d{3})+$)/g, ".");
  return `${euro},${String(cents % 100).padStart(2, "0")}`;
}
