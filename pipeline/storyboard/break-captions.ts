/** Characters in a line; a caption has one line or two. */
const lineLength = 42;

/** Cost of a break by its place; the narration is broken where the total cost is lowest. */
const costs = {
  sentence: 0,
  clause: 2,
  beforeConjunction: 5,
  beforePreposition: 9,
  anywhere: 14,
  afterShortWord: 30,
  /** More than all others together: only where a line has no room. */
  insideNumber: 1000,
  caption: 6,
  shortCaption: 5,
} as const;

/** Characters; a shorter caption is not shown long enough. */
const shortCaption = 16;

/**
 * Breaks a narration into captions of one or two lines of at most 42 characters. Captions and lines end between
 * phrases, as far as the length allows; a word longer than a line is cut.
 */
export function breakIntoCaptions(narration: string): string[][] {
  const words = narration.trim().split(/\s+/).flatMap(inPiecesOfALine);
  // best[n] is the cheapest way to break the first n words.
  const best: { cost: number; captions: string[][] }[] = [{ cost: 0, captions: [] }];
  for (let end = 1; end <= words.length; end++) best.push(cheapestEndingAt(end, words, best));
  return best.at(-1)?.captions ?? [];
}

function cheapestEndingAt(end: number, words: string[], best: { cost: number; captions: string[][] }[]) {
  let cheapest = { cost: Number.POSITIVE_INFINITY, captions: [] as string[][] };
  for (let start = end - 1; start >= 0; start--) {
    const lines = setInLines(words.slice(start, end));
    if (!lines) break;
    const before = best[start] as { cost: number; captions: string[][] };
    const cost = before.cost + lines.cost + captionCost(lines.lines) + breakCost(words, end);
    if (cost < cheapest.cost) cheapest = { cost, captions: [...before.captions, lines.lines] };
  }
  return cheapest;
}

/** The words in one line, or in the two lines that are cheapest; null when they need more. */
function setInLines(words: string[]): { lines: string[]; cost: number } | null {
  const whole = words.join(" ");
  if (whole.length <= lineLength) return { lines: [whole], cost: 0 };
  let cheapest: { lines: string[]; cost: number } | null = null;
  for (let count = 1; count < words.length; count++) {
    const lines = [words.slice(0, count).join(" "), words.slice(count).join(" ")] as [string, string];
    if (lines.some((line) => line.length > lineLength)) continue;
    const cost = breakCost(words, count) + Math.abs(lines[0].length - lines[1].length) / 3;
    if (!cheapest || cost < cheapest.cost) cheapest = { lines, cost };
  }
  return cheapest;
}

const captionCost = (lines: string[]) =>
  costs.caption + (lines.join(" ").length < shortCaption ? costs.shortCaption : 0);

/** The cost of ending a line or caption after the first `count` words. */
function breakCost(words: string[], count: number): number {
  const [last = "", next] = [words[count - 1], words[count]];
  if (next === undefined || /[.!?]$/.test(last)) return costs.sentence;
  if (isInsideNumber(last, next)) return costs.insideNumber;
  if (/[;:,]$/.test(last)) return costs.clause;
  if (conjunction.test(next)) return costs.beforeConjunction;
  if (preposition.test(next)) return costs.beforePreposition;
  return last.length <= 3 || /\d$/.test(last) ? costs.afterShortWord : costs.anywhere;
}

const conjunction = /^(?:e|o|per|con|entro|che)$/;
const preposition = /^(?:d[aei]l?|n[ei]l|dell.*|nell.*)$/;

/**
 * `30 novembre 2026`, `primo (gennaio–marzo)`, `entro 5 giorni`: a number begins no line and is not separated from what it
 * counts, nor a bracket from what it explains. A year may end a line: four digits count nothing.
 */
function isInsideNumber(last: string, next: string): boolean {
  if (/^\(/.test(next)) return true;
  if (/[;:,]$/.test(last)) return false;
  if (/^\d/.test(next)) return true;
  return /(?:^|\D)\d{1,3}[°%]?$/.test(last) && !conjunction.test(next) && !preposition.test(next);
}

function inPiecesOfALine(word: string): string[] {
  const characters = [...word];
  const pieces: string[] = [];
  for (let from = 0; from < characters.length; from += lineLength) {
    pieces.push(characters.slice(from, from + lineLength).join(""));
  }
  return pieces;
}
