/** Comments that are kept for people to read. */
const most = 100;

/** Takes comments in any order and keeps the latest, with flat memory. */
export function latestComments(): { add(comment: { text: string; at: string }): void; texts(): string[] } {
  let kept: { text: string; at: string }[] = [];
  const latest = () => kept.toSorted((a, b) => (a.at < b.at ? 1 : -1)).slice(0, most);
  return {
    add(comment) {
      kept.push(comment);
      if (kept.length >= 4 * most) kept = latest();
    },
    texts: () => latest().map(({ text }) => text),
  };
}
