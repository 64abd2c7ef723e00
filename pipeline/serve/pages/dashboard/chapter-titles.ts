import { loadTextSections } from "../../../support/text-sections.ts";

/** What the chapters of a guide are called, in their order. Throws a `PipelineError` when the texts cannot be read. */
export function chapterTitles(): string[] {
  const texts = loadTextSections("it/storyboard.txt");
  const keys = texts.entries.filter(({ section }) => section === "chapters").map(({ key }) => key);
  return keys.map((key) => texts("chapters").one(key));
}
