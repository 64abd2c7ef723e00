/** First in a CSV file for people: without it Excel takes UTF-8 for the machine's local encoding. */
export const byteOrderMark = "\ufeff";

/** What a spreadsheet may take for the start of a formula. */
const formulaStart = /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;

/**
 * One line of a CSV file for people (RFC 4180, comma, CRLF). A text that would start a formula
 * gets an apostrophe in front, which spreadsheets read as «this is text».
 */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

function csvCell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const harmless = formulaStart.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
