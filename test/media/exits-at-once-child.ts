/** A thread that ends with its first batch and says nothing. */
export function assembleBatch(): void {
  process.exit(3);
}
