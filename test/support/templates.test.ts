import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import { PipelineError } from "../../pipeline/domain/errors.ts";
import { compileTemplate, loadTemplate } from "../../pipeline/support/templates.ts";
import { parseTextSections } from "../../pipeline/support/text-sections.ts";

const folder = mkdtempSync(path.join(tmpdir(), "templates-"));
const folderUrl = pathToFileURL(`${folder}/`);
afterAll(() => rmSync(folder, { recursive: true }));

const values = { name: "Ada", none: null, empty: "", services: [{ label: "Portale" }] };
const source = { file: "templates/it/a.hbs", firstLine: 1 };
const fill = (text: string) => compileTemplate(text, source, { escapesHtml: false })(values);

test.each([
  { text: "Ciao {{nmae}}", says: "line 1: there is no value «nmae»" },
  { text: "Ciao\n\n  {{ nmae }}", says: "line 3: there is no value «nmae»" },
  { text: "{{#each services}}\n{{lable}}\n{{/each}}", says: "line 2: there is no value «lable»" },
  { text: "\n{{#if nmae}}x{{/if}}", says: "line 2: there is no value «nmae»" },
  { text: "{{#if none}}\nx\n{{else if nmae}}\ny\n{{/if}}", says: "line 3: there is no value «nmae»" },
  { text: "\n{{#unless nmae}}x{{/unless}}", says: "line 2: there is no value «nmae»" },
  { text: "\n{{#each service}}x{{/each}}", says: "line 2: there is no value «service»" },
  { text: "{{#service}}x{{/service}}", says: "line 1: there is no value «service»" },
  { text: "{{bold name}}", says: "line 1: there is no value «bold»" },
  { text: "a\n{{#if name}}\nb", says: "line 3: braces or a block" },
  { text: "a\n{{name}\nb", says: "line 2: braces or a block" },
  { text: "a\n{{#if name}}b{{/each}}", says: "line 2: braces or a block" },
  { text: "{{/if}}", says: "line 1: braces or a block" },
])("a fault in a template: $text", ({ text, says }) => {
  expect(() => fill(text)).toThrow(`${source.file}, ${says}`);
  expect(() => fill(text)).toThrow(expect.objectContaining({ code: "invalid-template", exitCode: 2 }));
});

test.each(["{{name.length}}", "{{> part}}", "{{#if}}x{{/if}}"])("what has no line names the file: %s", (text) => {
  expect(() => fill(text)).toThrow(/^templates\/it\/a\.hbs: a placeholder asks/);
});

test("a fault tells no value, also not in what caused it", () => {
  const fault = faultOf(() => fill("{{name.length}}"));
  expect(fault.cause).toBeUndefined();
  expect(`${fault.message} ${fault.nextStep}`).not.toContain("Ada");
});

test("a value that is null or empty is one", () => {
  expect(fill("a{{#if none}}x{{/if}}{{#if empty}}x{{/if}}{{#each none}}x{{/each}}{{empty}}b")).toBe("ab");
});

test("a file that is not there, and one that is no UTF-8", () => {
  writeFileSync(path.join(folder, "latin.txt.hbs"), Buffer.from("è", "latin1"));
  expect(() => loadTemplate("none.txt.hbs", folderUrl)).toThrow(/^The text file templates\/none\.txt\.hbs cannot/);
  expect(() => loadTemplate("latin.txt.hbs", folderUrl)).toThrow(/^templates\/latin\.txt\.hbs: the file is not UTF-8/);
});

test("a byte order mark is no part of a text", () => {
  writeFileSync(path.join(folder, "mark.txt.hbs"), "\ufeffCiao {{name}}");
  expect(loadTemplate("mark.txt.hbs", folderUrl)({ name: "Ada" })).toBe("Ciao Ada");
});

const sections = (text: string) => parseTextSections(text, "templates/it/b.txt");

test.each([
  { name: "a line that is neither", text: "[a]\nciao", says: "b.txt, line 2: the line is neither" },
  { name: "a text before the first section", text: "# x\ntitle: a", says: "b.txt, line 2: the line is neither" },
  { name: "a text without words", text: "[a]\ntitle:", says: "b.txt, line 2: the line is neither" },
  { name: "a section that stands twice", text: "[a]\n\n[a]", says: "b.txt, line 3: the section [a] stands twice" },
  { name: "no template", text: "[a]\ntitle: {{x", says: "b.txt, line 2: braces or a block" },
  { name: "a section that is missing", text: "[b]", says: "b.txt: the section [a] is missing" },
  { name: "a text that is missing", text: "\n[a]\ntext: x", says: "line 2: the text «title» is missing in [a]" },
  { name: "a text that stands twice", text: "[a]\ntitle: x\ntitle: y", says: "line 3: the text «title» stands twice" },
  { name: "a value that is missing", text: "[a]\n\ntitle: {{nmae}}", says: "line 3: there is no value «nmae»" },
])("texts in sections, $name", ({ text, says }) => {
  const fault = faultOf(() => sections(text)("a", { name: "Ada" }).one("title"));
  expect(fault.message).toContain(says);
  expect(fault.exitCode).toBe(2);
});

test("texts in sections: each with its place, repeated ones in order", () => {
  const texts = sections("\ufeff[a]\r\n# x\r\nstep: 1 {{name}}\r\nstep: 2\r\n[b]\r\ntitle: t");
  expect(texts("a", { name: "Ada" }).all("step")).toEqual(["1 Ada", "2"]);
  expect(texts.entries.map(({ section, key, place }) => `${section} ${key} ${place}`)).toEqual([
    "a step templates/it/b.txt, line 3",
    "a step templates/it/b.txt, line 4",
    "b title templates/it/b.txt, line 6",
  ]);
});

function faultOf(doIt: () => unknown): PipelineError {
  try {
    doIt();
  } catch (error) {
    if (error instanceof PipelineError) return error;
  }
  throw new Error("no PipelineError was thrown");
}
