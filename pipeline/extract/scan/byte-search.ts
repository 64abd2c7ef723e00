const quote = 34;
const nul = 0;
export const lineFeed = 10;
const carriageReturn = 13;

/** Gives the index of the first quote or NUL from a place on, or the length; each is searched only once. */
export function specialFinder(bytes: Buffer): (from: number) => number {
  let nextQuote = -1;
  let nextNul = -1;
  return (from) => {
    if (nextQuote < from) nextQuote = indexOrLength(bytes, quote, from);
    if (nextNul < from) nextNul = indexOrLength(bytes, nul, from);
    return Math.min(nextQuote, nextNul);
  };
}

function indexOrLength(bytes: Buffer, byte: number, from: number): number {
  const index = bytes.indexOf(byte, from);
  return index === -1 ? bytes.length : index;
}

/** Index after the last line break between two places; `from` when there is none. */
export function endOfLines(bytes: Buffer, from: number, to: number): number {
  const feed = to > from ? bytes.lastIndexOf(lineFeed, to - 1) : -1;
  return feed < from ? from : feed + 1;
}

/** A line without the carriage return of a CRLF. */
export function withoutReturn(line: Buffer): Buffer {
  return line.at(-1) === carriageReturn ? line.subarray(0, -1) : line;
}
