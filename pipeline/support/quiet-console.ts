/**
 * Disables `console`; the program itself writes to its streams. The renderer logs errors of pages there, over the
 * progress bar, with text of the page in it, and also after it was abandoned; those that matter are thrown.
 */
export function quietConsole(): void {
  for (const method of ["log", "info", "warn", "error", "debug"] as const) console[method] = () => {};
}
