import type { TextEntry, TextSections } from "../support/text-sections.ts";

/** Texts that record where each filled text comes from. For checks only: they keep every text they have given out. */
export type TracedTexts = {
  texts: TextSections;
  /** File and line of a filled text, or of the one that it is a part of. */
  placeOf(text: string): string | undefined;
  /** Texts of the file that nobody has asked for, in their order. */
  unused(): TextEntry[];
};

/** Traces the texts of a file. The texts themselves stay the same. */
export function traceTexts(texts: TextSections): TracedTexts {
  const entriesBySection = Map.groupBy(texts.entries, ({ section }) => section);
  const places = new Map<string, string>();
  const used = new Set<string>();
  const fill: (...parameters: Parameters<TextSections>) => ReturnType<TextSections> = (section, values) => {
    const filled = texts(section, values);
    const entries = entriesBySection.get(section) ?? [];
    const remember = (key: string, given: string[]) => {
      for (const [index, { place }] of entries.filter((entry) => entry.key === key).entries()) {
        used.add(place);
        places.set(given[index] ?? "", place);
      }
    };
    return {
      one(key) {
        const text = filled.one(key);
        remember(key, [text]);
        return text;
      },
      all(key) {
        const all = filled.all(key);
        remember(key, all);
        return all;
      },
    };
  };
  return {
    texts: Object.assign(fill, { entries: texts.entries }),
    placeOf: (text) => places.get(text) ?? placeOfPart(text, places),
    unused: () => texts.entries.filter(({ place }) => !used.has(place)),
  };
}

/** A line of the leaflet is split at each `|`. */
function placeOfPart(part: string, places: ReadonlyMap<string, string>): string | undefined {
  return part === "" ? undefined : [...places].find(([text]) => text.includes(part))?.[1];
}
