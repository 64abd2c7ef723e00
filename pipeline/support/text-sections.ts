import { invalidTemplate, readTemplateFile } from "./template-files.ts";
import { compileTemplate, type Template } from "./templates.ts";

/** The filled texts of one section: `one` for a key that stands once, `all` for a key that may repeat, in order. */
export type SectionTexts = { one(key: string): string; all(key: string): string[] };

/** One text of the file; `place` is its file and line. */
export type TextEntry = { section: string; key: string; place: string };

/** Fills a section with values. Throws a `PipelineError` with the line for a section, key or value that is not there. */
export type TextSections = {
  (section: string, values?: object): SectionTexts;
  /** All texts, in the order of the file. */
  readonly entries: readonly TextEntry[];
};

type Entry = TextEntry & { template: Template };
type Section = { place: string; entries: Entry[] };

/** Reads a text file of `templates/` in the format of `parseTextSections`. */
export function loadTextSections(name: string, folder?: URL): TextSections {
  return parseTextSections(readTemplateFile(name, folder), `templates/${name}`);
}

/**
 * Texts for people who write, not program: `[section]` lines, then `key: text` lines; a key may repeat;
 * lines that start with `#` are remarks. Texts are Handlebars templates, and what is filled in is never read as one.
 * Throws a `PipelineError` with the line for what is neither.
 */
export function parseTextSections(source: string, file: string): TextSections {
  const sections = new Map<string, Section>();
  for (const [index, text] of source.split(/\r?\n/).entries())
    readLine(text.trim(), { file, line: index + 1 }, sections);
  const fill = (name: string, values: object = {}) => {
    const section = sections.get(name);
    if (!section) throw invalidTemplate(file, `the section [${name}] is missing`);
    const all = (key: string) => entriesOf(section, key).map(({ template }) => template(values));
    return { all, one: (key: string) => only(entriesOf(section, key), key, section, name).template(values) };
  };
  return Object.assign(fill, { entries: [...sections.values()].flatMap(({ entries }) => entries) });
}

function readLine(text: string, at: { file: string; line: number }, sections: Map<string, Section>): void {
  if (text === "" || text.startsWith("#")) return;
  const place = `${at.file}, line ${at.line}`;
  const name = /^\[([a-z0-9.-]+)\]$/.exec(text)?.[1];
  if (name && sections.has(name)) throw invalidTemplate(place, `the section [${name}] stands twice`);
  if (name) return void sections.set(name, { place, entries: [] });
  const [section, open] = [...sections].at(-1) ?? [];
  const [, key, words] = /^([a-z-]+):\s*(.+)$/.exec(text) ?? [];
  if (!section || !open || !key || !words) throw invalidTemplate(place, "the line is neither [section] nor key: text");
  const template = compileTemplate(words, { file: at.file, firstLine: at.line }, { escapesHtml: false });
  open.entries.push({ section, key, place, template });
}

const entriesOf = ({ entries }: Section, key: string) => entries.filter((entry) => entry.key === key);

function only([entry, second]: Entry[], key: string, { place }: Section, name: string): Entry {
  if (!entry) throw invalidTemplate(place, `the text «${key}» is missing in [${name}]`);
  if (second) throw invalidTemplate(second.place, `the text «${key}» stands twice in [${name}]`);
  return entry;
}
