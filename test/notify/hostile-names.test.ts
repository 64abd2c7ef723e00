import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { manifestLineSchema } from "../../pipeline/notify/manifests/manifest-schema.ts";
import { csvLine } from "../../pipeline/support/csv-writer.ts";
import { messagesFor, underReview, worker, workerInReview } from "./employers.ts";

const spiteful = [
  "<script>alert(1)</script>",
  "{{firstName}}",
  "{{#each workers}}",
  "{{constructor.constructor}}",
  "---\nit:\n  cta_1: x",
  "*/]]>",
  "[paga](https://falso.example)",
  "www.falso.example",
  "a@falso.example",
  "x\r\nBcc: a@falso.example",
  "=HYPERLINK(1)",
  '"}],"',
  "\u202eairaM",
  "\ud800",
  "# Titolo",
  "![x](y)",
  "`x`",
  "\\",
  "&lt;",
  "\u2028",
  "Ștefania",
  "Олена",
  "李",
  "😀",
  "'",
  " ",
];
const name = fc.oneof(
  fc.constantFrom(...spiteful),
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 200 }),
  fc.string({ unit: "binary", minLength: 1, maxLength: 200 }),
  fc.array(fc.constantFrom(...spiteful), { minLength: 1, maxLength: 4 }).map((parts) => parts.join("")),
);
const manyNames = fc.array(name, { minLength: 1, maxLength: 30 });

/** The tags of a text: what a page would run or link. */
const tagsOf = (html: string) => html.match(/<[a-z!/][^>]*>/gi) ?? [];
const harmless = messagesFor({ firstName: "Maria", workers: [worker("Olena", "2026-Q1")] });

test("no name breaks a line, the e-mail's markup, IO's buttons or the SMS", () => {
  fc.assert(
    fc.property(name, manyNames, (firstName, workerNames) => {
      const workers = workerNames.map((workerName) => worker(workerName, "2026-Q1"));
      const { notifications, email, io, sms } = messagesFor({ firstName, workers });
      for (const line of notifications) {
        const text = JSON.stringify(line);
        expect(text).not.toMatch(/[\n\r]/);
        expect(manifestLineSchema(line.channel).parse(JSON.parse(text))).toEqual(line);
      }
      expect(tagsOf(email.html)).toEqual(tagsOf(harmless.email.html));
      expect(email.subject).toBe(harmless.email.subject);
      expect(sms).toEqual(harmless.sms);
      const [, buttons = "", ...rest] = io.content.markdown.split(/^---$/m);
      expect(parse(buttons)).toEqual(parse(harmless.io.content.markdown.split(/^---$/m)[1] ?? ""));
      expect(rest).toHaveLength(1);
    }),
    { numRuns: 150 },
  );
});

test("no name of a worker in review breaks a line, the e-mail's markup or IO's buttons", () => {
  const reviewed = messagesFor(underReview(workerInReview("Maria", "2026-Q2")));
  fc.assert(
    fc.property(name, (workerName) => {
      const { notifications, myinps, email, io, sms } = messagesFor(underReview(workerInReview(workerName, "2026-Q2")));
      for (const line of notifications) {
        const text = JSON.stringify(line);
        expect(manifestLineSchema(line.channel).parse(JSON.parse(text))).toEqual(line);
      }
      expect([email, sms]).toEqual([reviewed.email, reviewed.sms]);
      for (const [told, other] of [
        [myinps.body, reviewed.myinps.body],
        [io.content.markdown, reviewed.io.content.markdown],
      ] as const) {
        const isNamed = (line: string) => line.endsWith("**: secondo trimestre 2026 (aprile–giugno)");
        const named = told.split("\n").filter(isNamed);
        expect(named).toHaveLength(1);
        const shown = named[0]?.slice("- **".length, named[0].lastIndexOf("**:")) ?? "";
        expect(shown.replace(/\\[\\`*_{}[\]()#+!|<>&~.:@$^=]/g, "")).not.toMatch(/[\\`*_{}[\]()#+!|<>&~:@$^=]/);
        const rest = (text: string) => text.split("\n").filter((line) => !isNamed(line));
        expect(rest(told)).toEqual(rest(other));
      }
    }),
    { numRuns: 200 },
  );
});

test("no name makes Markdown of its own: no link, no heading, no list item, no emphasis", () => {
  fc.assert(
    fc.property(name, (firstName) => {
      const [greeting = "", ...rest] = messagesFor({ firstName }).myinps.body.split("\n");
      expect(rest.join("\n")).toBe(harmless.myinps.body.split("\n").slice(1).join("\n"));
      const shown = greeting.slice("Ciao ".length, -1);
      expect(shown.replace(/\\[\\`*_{}[\]()#+!|<>&~.:@$^=]/g, "")).not.toMatch(/[\\`*_{}[\]()#+!|<>&~:@$^=]/);
    }),
    { numRuns: 300 },
  );
});

test.each([
  ["=1+1", "'=1+1\r\n"],
  ["+393510000011", "'+393510000011\r\n"],
  ["-x", "'-x\r\n"],
  ["@x", "'@x\r\n"],
  ['a "b", c', '"a ""b"", c"\r\n'],
  ["a\nb", '"a\nb"\r\n'],
])("a cell %j is harmless in a spreadsheet", (cell, line) => {
  expect(csvLine([cell])).toBe(line);
});
