import { readFileSync } from "node:fs";
import { compileTemplate, type Template } from "./templates.ts";

const templatesFolder = new URL("../../templates/", import.meta.url);

/** The filled texts of one section: `one` for a key that stands once, `all` for a key that may repeat, in order. */
export type SectionTexts = { one(key: string): string; all(key: string): string[] };

/** Fills a section with values. Throws a `RangeError` for a section or key that is not there (a bug or a mistyped text file). */
export type TextSections = (section: string, values?: object) => SectionTexts;

/** Reads a text file of `templates/` in the format of `parseTextSections`. */
export function loadTextSections(name: string): TextSections {
  return parseTextSections(readFileSync(new URL(name, templatesFolder), "utf8"));
}

/**
 * Texts for people who write, not program: `[section]` lines, then `key: text` lines; a key may repeat;
 * lines that start with `#` are remarks. Texts are Handlebars templates, and what is filled in is never read as one.
 */
export function parseTextSections(source: string): TextSections {
  const sections = new Map<string, { key: string; template: Template }[]>();
  for (const [index, text] of source.split(/\r?\n/).entries()) readLine(text.trim(), index + 1, sections);
  return (name, values = {}) => {
    const entries = sections.get(name);
    if (!entries) throw new RangeError(`no section [${name}] in the texts`);
    const all = (key: string) => entries.filter((entry) => entry.key === key).map(({ template }) => template(values));
    return { all, one: (key) => only(all(key), `[${name}] ${key}`) };
  };
}

function readLine(text: string, line: number, sections: Map<string, { key: string; template: Template }[]>): void {
  if (text === "" || text.startsWith("#")) return;
  const section = /^\[([a-z0-9.-]+)\]$/.exec(text)?.[1];
  if (section) return void sections.set(section, []);
  const entry = /^([a-z-]+):\s*(.+)$/.exec(text);
  const open = [...sections.values()].at(-1);
  if (!entry || !open) throw new RangeError(`line ${line} of the texts is neither [section] nor key: text`);
  open.push({ key: entry[1] as string, template: compileTemplate(entry[2] as string, { escapesHtml: false }) });
}

function only(texts: string[], where: string): string {
  const [text] = texts;
  if (text === undefined || texts.length > 1)
    throw new RangeError(`${where} must stand once, not ${texts.length} times`);
  return text;
}
