/** How a text is set so that it fits its place. */
export type FittedText = { size: number; lines: string[] };

/** The place: width, height and sizes in pixels. */
export type Place = {
  width: number;
  /** Of a line, as a multiple of the size. */
  lineHeight: number;
  maximumHeight: number;
  maximumSize: number;
  minimumSize: number;
  maximumLines: number;
  font: string;
  weight: number;
};

/** Width of a text in pixels at size 100. */
type Measure = (text: string) => number;

/**
 * The largest size at which the text fits in the lines it may have, in lines of about the same length. Lines
 * break at blanks, after hyphens and after the dot between Japanese names; a text that is too long even at
 * the smallest size breaks inside words and takes the lines it needs: it never clips.
 */
export function fitText(text: string, place: Place, measure: Measure = measureWith(place)): FittedText {
  const words = splitIntoWords(text);
  for (let size = place.maximumSize; size >= place.minimumSize; size -= 2) {
    const lines = wrap(words, place.width, size, measure);
    const height = (lines?.length ?? 0) * size * place.lineHeight;
    if (lines && lines.length <= place.maximumLines && height <= place.maximumHeight) {
      return { size, lines: balanced(words, lines, place.width, size, measure) };
    }
  }
  const size = place.minimumSize;
  const isTooWide = (word: string) => (measure(word.trim()) * size) / 100 > place.width;
  const parts = words.flatMap((word) => (isTooWide(word) ? [...word] : [word]));
  return { size, lines: wrap(parts, place.width, size, measure) ?? [text] };
}

/**
 * `Maria Teresa` → `Maria `, `Teresa`; `Anna-Lisa` → `Anna-`, `Lisa`. Words of one or two letters stay with what follows:
 * no line ends with an article. A number stays with the words around it: `fino `, `al 30 novembre 2026`. No line breaks
 * at a no-break space.
 */
const splitIntoWords = (text: string) =>
  text.split(/(?<=[-・]|(?<!(?:^|\s)(?:\S{1,2}|(?:\p{L}+’)?\d{1,3}))[^\S\u00a0])(?!\d)/u);

/** Fills lines greedily; null when a single part is too wide. */
function wrap(parts: string[], width: number, size: number, measure: Measure): string[] | null {
  const fits = (line: string) => (measure(line.trim()) * size) / 100 <= width;
  const lines: string[] = [];
  let line = "";
  for (const part of parts) {
    if (!fits(part)) return null;
    if (line !== "" && !fits(line + part)) {
      lines.push(line.trim());
      line = "";
    }
    line += part;
  }
  return [...lines, line.trim()];
}

/** The narrowest setting with as many lines, so that no last line is a single word where it need not be. */
function balanced(words: string[], lines: string[], width: number, size: number, measure: Measure): string[] {
  let best = lines;
  for (let narrower = width - 8; narrower > 0; narrower -= 8) {
    const candidate = wrap(words, narrower, size, measure);
    if (!candidate || candidate.length > lines.length) return best;
    best = candidate;
  }
  return best;
}

function measureWith({ font, weight }: Place): Measure {
  const context = document.createElement("canvas").getContext("2d");
  if (!context) throw new Error("this browser has no canvas to measure text with");
  context.font = `${weight} 100px ${font}`;
  return (text) => context.measureText(text).width;
}
