/**
 * Spreadsheets and people rewrite the id of a relationship: they change its case, drop leading zeros, add blanks or
 * punctuation. Ids that agree in any loose form may be the same; contract, section 2.
 */
const blanksAndPunctuation = /[^\p{L}\p{M}\p{N}]/gu;
const leadingZeros = /(?<!\d)0+/g;

/**
 * One or two texts, case and compatibility variants folded: without blanks and punctuation, then without the leading
 * zeros of every run of digits; and the other way round, because `1-05` and `1-5` are the same too. None when the id has
 * neither letters nor digits.
 */
export function looseForms(id: string): string[] {
  const text = id.normalize("NFKC").toUpperCase().toLowerCase();
  const bare = text.replace(blanksAndPunctuation, "");
  if (bare === "") return [];
  const zerosFirst = text.replace(leadingZeros, "").replace(blanksAndPunctuation, "");
  return [...new Set([bare.replace(leadingZeros, ""), zerosFirst])];
}

/** `3,33E+09`, as Excel shows and saves a long number. It keeps at most 15 digits. */
const roundedNumber = /^(\d)(?:[.,](\d{0,14}))?e\+?(\d{1,3})$/i;

/**
 * The form of an id that Excel has rounded, to be looked for among `roundedForms` of all-digit ids; null for any other
 * id.
 */
export function roundedForm(id: string): string | null {
  const [, first, decimals = "", exponent] = roundedNumber.exec(id.trim()) ?? [];
  if (first === undefined || first === "0") return null;
  return formOf(first + decimals, Number(exponent));
}

/** What an all-digit id may become when only `digits` of its digits are left, cut or rounded; none for other ids. */
export function roundedForms(id: string, digits: number): string[] {
  const number = /^\d+$/.test(id) ? id.replace(/^0+/, "") : "";
  if (number === "") return [];
  const cut = number.slice(0, digits).padEnd(digits, "0");
  const exponent = number.length - 1;
  if ((number[digits] ?? "0") < "5") return [formOf(cut, exponent)];
  const next = String(BigInt(cut) + 1n);
  // 9,996 with three digits is 10,0: one digit more before the comma.
  const isCarried = next.length > digits;
  return [formOf(cut, exponent), formOf(next.slice(0, digits), exponent + (isCarried ? 1 : 0))];
}

/** Spreadsheet errors, an empty cell before a delimiter, amounts with decimals, quarters and days. */
const formsOfOtherCells = [
  /^#/,
  /^[,;|]/,
  roundedNumber,
  // A rounded number of which every comma was replaced, the decimal comma too, and the rest of one taken apart there.
  /^\d[;|\t]\d{1,14}E\+\d{1,3}$/i,
  /^\d+E\+\d{1,3}"?$/i,
  /^\d[\d.]*[.,]\d{1,2}$/,
  /^\d{4}-?Q[1-4]$/,
  /^\d{4}-\d{2}-\d{2}$/,
  /^\d{2}\/\d{2}\/\d{4}$/,
];

/** True for text that is probably no id: spoiled by a spreadsheet, or moved there from another column. */
export function looksLikeNoId(text: string): boolean {
  return formsOfOtherCells.some((form) => form.test(text));
}

/** How many digits are left in a rounded form. */
export function digitsLeftIn(form: string): number {
  return form.indexOf("e") - 1;
}

/** Never equal to a loose form, which has no punctuation. */
function formOf(mantissa: string, exponent: number): string {
  return `~${mantissa}e${exponent}`;
}
