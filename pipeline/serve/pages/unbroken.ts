/** A telephone number, or some other short text, that stays on one line. */
export function unbroken(text: string): string {
  return text.replaceAll(" ", "\u00a0");
}
