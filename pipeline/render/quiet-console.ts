const methods = ["log", "warn", "error"] as const;

/**
 * Does work while nothing is written through `console`. The renderer repeats there what pages complain about, over the
 * progress bar and with text of the page in it; what matters of it comes back as an error.
 */
export async function withQuietConsole<Result>(work: () => Promise<Result>): Promise<Result> {
  const before = methods.map((method) => [method, console[method]] as const);
  for (const method of methods) console[method] = () => {};
  try {
    return await work();
  } finally {
    for (const [method, original] of before) console[method] = original;
  }
}
