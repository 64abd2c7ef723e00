/** A telephone number that stays on one line. */
export function unbroken(number: string): string {
  return number.replaceAll(" ", "\u00a0");
}
