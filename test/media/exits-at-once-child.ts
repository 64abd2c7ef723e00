/** A thread that ends with its first batch, without an answer. */
export function assembleBatch(): void {
  process.exit(3);
}
