import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { quarterName } from "../../pipeline/domain/italian.ts";
import { nextQuarter, type Quarter, quarter } from "../../pipeline/domain/quarter.ts";
import { loadMessageTemplates } from "../../pipeline/notify/messages/message-templates.ts";
import { configSchema } from "../../pipeline/settings/config.ts";
import { context, messagesFor, owed, underReview, worker, workerInReview } from "./employers.ts";
import { reviewSection, wholeTexts, withoutReviewSection } from "./review-section.ts";

const tenQuarters = Array.from({ length: 9 }).reduce<Quarter[]>(
  (named) => [...named, nextQuarter(named.at(-1) ?? (named[0] as Quarter))],
  [quarter("2026-Q1")],
);

/** What becomes of a quarter of a worker. */
const fate = fc.constantFrom("paid", "paid", "unpaid", "partial", "in review", "partial in review");
/** Five workers at most, ten quarters each; one quarter at least is owed. */
const position = fc
  .array(fc.array(fate, { minLength: 10, maxLength: 10 }), { minLength: 1, maxLength: 5 })
  .map((fates) => {
    const of = (index: number, wanted: RegExp) =>
      tenQuarters
        .filter((_, at) => wanted.test(fates[index]?.[at] ?? ""))
        .map((name) => (fates[index]?.[tenQuarters.indexOf(name)]?.startsWith("partial") ? `${name} partial` : name));
    const names = fates.map((_, index) => `W${index}`);
    return {
      workers: names.map((name, index) => worker(name, ...of(index, /^(unpaid|partial)$/))).filter(hasQuarters),
      inReview: names.map((name, index) => workerInReview(name, ...of(index, /in review$/))).filter(hasQuarters),
    };
  })
  .filter(({ workers }) => workers.length > 0);

function hasQuarters({ quarters }: { quarters: readonly unknown[] }): boolean {
  return quarters.length > 0;
}

test("outside its own part no message depends on what is in review, so none can name it as unpaid", () => {
  fc.assert(
    fc.property(position, ({ workers, inReview }) => {
      const reviewed = messagesFor({ workers, ...underReview(...inReview) });
      const alone = messagesFor({ workers, ...underReview() });
      expect(wholeTexts(reviewed).map(withoutReviewSection)).toEqual(wholeTexts(alone).map(withoutReviewSection));
      expect(reviewed.io.content.payment_data).toEqual(alone.io.content.payment_data);
      for (const channel of ["sms", "inpsMobile"] as const) expect(reviewed[channel]).toEqual(alone[channel]);
    }),
    { numRuns: 200 },
  );
});

test("its part names the quarters in review and no other, and neither what is missing nor to wait with a payment", () => {
  fc.assert(
    fc.property(position, ({ workers, inReview }) => {
      const names = new Set(inReview.flatMap(({ quarters }) => quarters.map((one) => quarterName(one.quarter))));
      for (const text of wholeTexts(messagesFor({ workers, ...underReview(...inReview) }))) {
        const section = reviewSection(text);
        const named = section.match(/(?:primo|secondo|terzo|quarto) trimestre \d{4}/g) ?? [];
        for (const name of named) expect(names).toContain(name);
        expect(named.length > 0).toBe(names.size > 0);
        expect(section).not.toMatch(/versat|pagat|pagar|dovut|scadut|manca|aspett|attend|sospend|rimand/i);
      }
    }),
    { numRuns: 200 },
  );
});

const folder = mkdtempSync(path.join(tmpdir(), "messages-without-requests-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Files in `templates/it/` that say something of requests. */
const withRequests = [
  "advice.txt",
  ...["email.html", "email.txt", "inps-mobile-body.txt", "io-body.md", "myinps-body.md", "sms.txt"].map(
    (name) => `notifications/${name}.hbs`,
  ),
];

/** The templates as if nobody could have a request: without any block over one, but with its `{{else}}`. */
function templatesWithoutRequests() {
  cpSync(fileURLToPath(new URL("../../templates/", import.meta.url)), folder, { recursive: true });
  for (const name of withRequests) {
    const file = path.join(folder, "it", name);
    const text = readFileSync(file, "utf8");
    const changed = withoutBlocks(text);
    expect(changed, name).not.toBe(text);
    expect(changed, name).not.toMatch(/\{\{#\w+ (?:isUnderReview|review)\}\}|\{\{review\}\}/);
    writeFileSync(file, changed);
  }
  return loadMessageTemplates("it", pathToFileURL(`${folder}/`));
}

function withoutBlocks(text: string): string {
  const inline = /\{\{#if isUnderReview\}\}[^{\n]*(?:\{\{else\}\}([^{\n]*))?\{\{\/if\}\}/g;
  let depth = 0;
  let isKept = false;
  return text
    .replace(inline, (_, otherwise = "") => otherwise)
    .split("\n")
    .filter((line) => {
      if (depth === 0 && !/^\{\{#(?:if|with) (?:review|isUnderReview)\}\}$/.test(line)) return true;
      depth += (line.match(/\{\{#/g) ?? []).length - (line.match(/\{\{\//g) ?? []).length;
      const isElse = depth === 1 && line === "{{else}}";
      const isKeptLine = isKept && depth > 0;
      isKept = isElse || (isKept && depth > 0);
      return isKeptLine;
    })
    .join("\n");
}

test("whoever has no request is told, byte for byte, what templates without any word of requests say", () => {
  const templates = templatesWithoutRequests();
  const configs = [{}, { sms: { link: true } }, { io: { paymentData: false } }].map((one) => configSchema.parse(one));
  const notice = { noticeNumber: "301002601000051836", outstandingCents: 1 };
  const withNotice = [worker("Olena", owed("2026-Q1", notice))];
  const everybody = fc.oneof(position, fc.record({ workers: fc.constant(withNotice) }));
  fc.assert(
    fc.property(everybody, fc.constantFrom(...configs), ({ workers }, config) => {
      const campaign = { ...context, config };
      const messages = messagesFor({ workers }, campaign);
      expect(messages).toEqual(messagesFor({ workers }, { ...campaign, templates }));
      // Where a block was taken out no empty line is left over.
      for (const text of wholeTexts(messages)) expect(text).not.toMatch(/\n\n\n/);
    }),
    { numRuns: 200 },
  );
});
