/** A thread that answers its first batch, and then meets an error that nobody catches. */
export function assembleBatch() {
  setImmediate(() => {
    throw new Error("nobody catches this");
  });
  return { guides: [], failed: [], fatal: null };
}
