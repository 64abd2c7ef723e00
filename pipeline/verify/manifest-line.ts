/** The value of a line of JSON, or null when it is none. */
export function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Whom a line that is not as agreed is for, as far as that can be read. */
export function recipientIn(text: string): string {
  const found = /"(?:employer|delegate)_id":"([A-Z0-9]{11,16})"/.exec(text)?.[1];
  return found === undefined ? "" : ` (${found})`;
}
