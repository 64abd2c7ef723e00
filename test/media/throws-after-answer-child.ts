/** A thread that answers its first batch, and then throws an uncaught error. */
export function assembleBatch() {
  setImmediate(() => {
    throw new Error("nobody catches this");
  });
  return { guides: [], failed: [], fatal: null };
}
