/**
 * Ends all writing through `console`; the program itself writes to its streams. The renderer repeats there what pages
 * complain about, over the progress bar, with text of the page in it, and also after it was left; what matters of it
 * comes back as an error.
 */
export function quietConsole(): void {
  for (const method of ["log", "info", "warn", "error", "debug"] as const) console[method] = () => {};
}
