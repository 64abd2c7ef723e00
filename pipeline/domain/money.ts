/** One decimal comma or point with one or two digits, no grouping: `312`, `312.5`, `312,50`. */
const plainForm = /^\d+(?:[.,]\d{1,2})?$/;

/**
 * Points group thousands, in groups of three and never after a leading zero; only a comma starts decimals: `1.312`,
 * `1.312,50`.
 */
const groupedEuro = /^[1-9]\d{0,2}(?:\.\d{3})+(?:,\d{1,2})?$/;

/** Comma and point have lower character codes than it, the other digits higher ones. */
const zero = "0".charCodeAt(0);

/**
 * Whole cents of a euro amount as the institute writes it, or null: never negative, at most two decimals, exact in a
 * number.
 */
export function parseEuro(text: string): number | null {
  const cents = plainForm.test(text) ? centsOf(text) : groupedEuro.test(text) ? centsOf(ungrouped(text)) : null;
  return cents !== null && Number.isSafeInteger(cents) ? cents : null;
}

/** Of digits with at most two decimals; whole numbers only, since floating point would lose cents. */
function centsOf(text: string): number {
  const digitAt = (fromEnd: number) => text.charCodeAt(text.length - fromEnd) >= zero;
  if (text.length > 2 && !digitAt(3)) return Number(text.slice(0, -3) + text.slice(-2));
  if (text.length > 1 && !digitAt(2)) return Number(text.slice(0, -2) + text.slice(-1)) * 10;
  return Number(text) * 100;
}

function ungrouped(text: string): string {
  return text.replaceAll(".", "");
}

/** Capped at the largest exact integer, which no single amount (`parseEuro`) exceeds. */
export function addCents(left: number, right: number): number {
  return Math.min(left + right, Number.MAX_SAFE_INTEGER);
}

/** `131250` cents as `1.312,50`: what a person reads in Italy, without the currency. */
export function formatEuro(cents: number): string {
  const euro = String(Math.trunc(cents / 100)).replace(/\B(?=(?:\d{3})+$)/g, ".");
  return `${euro},${String(cents % 100).padStart(2, "0")}`;
}

/** `131250` cents as `1312.50`: for programs. */
export function plainEuro(cents: number): string {
  return `${Math.trunc(cents / 100)}.${String(cents % 100).padStart(2, "0")}`;
}
