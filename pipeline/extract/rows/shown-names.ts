const mostNames = 5;
const longestName = 60;

/** A few names of files as a sentence can show them: they are the sender's text, of any length and character. */
export function shownNames(names: readonly string[]): string {
  const shown = names.slice(0, mostNames).map(shownName);
  const rest = names.length - shown.length;
  return rest > 0 ? `${shown.join(", ")} and ${rest} more` : shown.join(", ");
}

export function shownName(name: string): string {
  return name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, " ").slice(0, longestName);
}
