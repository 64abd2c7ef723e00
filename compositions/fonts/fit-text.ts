/** How a text is set so that it fits its place. */
export type FittedText = { size: number; lines: string[] };

/** The place: width and sizes in pixels. */
export type Place = {
  width: number;
  maximumSize: number;
  minimumSize: number;
  maximumLines: number;
  font: string;
  weight: number;
};

/** Width of a text in pixels at size 100; asked once for every text. */
type Measure = (text: string) => number;

/**
 * The largest size at which the text fits in the lines it may have. Lines break at blanks and after hyphens;
 * a text that is too long even at the smallest size breaks inside words and takes the lines it needs: it never clips.
 */
export function fitText(text: string, place: Place, measure: Measure = measureWith(place)): FittedText {
  for (let size = place.maximumSize; size >= place.minimumSize; size -= 2) {
    const lines = wrap(splitIntoWords(text), (line) => (measure(line) * size) / 100 <= place.width);
    if (lines && lines.length <= place.maximumLines) return { size, lines };
  }
  const size = place.minimumSize;
  const lines = wrap([...text.normalize("NFC")], (line) => (measure(line) * size) / 100 <= place.width);
  return { size, lines: lines ?? [text] };
}

/** `Maria Teresa` → `Maria `, `Teresa`; `Anna-Lisa` → `Anna-`, `Lisa`. */
const splitIntoWords = (text: string) => text.split(/(?<=[\s-])/u);

/** Fills lines greedily; null when a single part is too wide. */
function wrap(parts: string[], fits: (line: string) => boolean): string[] | null {
  const lines: string[] = [];
  let line = "";
  for (const part of parts) {
    if (!fits(part.trim())) return null;
    if (line !== "" && !fits((line + part).trim())) {
      lines.push(line.trim());
      line = "";
    }
    line += part;
  }
  return [...lines, line.trim()];
}

function measureWith({ font, weight }: Place): Measure {
  const context = document.createElement("canvas").getContext("2d");
  if (!context) throw new Error("this browser has no canvas to measure text with");
  context.font = `${weight} 100px ${font}`;
  return (text) => context.measureText(text).width;
}
