import { existsSync, readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { correctionReasons } from "../../pipeline/domain/correction.ts";
import { isTakenByIo } from "../../pipeline/domain/fiscal-code.ts";
import { correctionsFor, messagesFor, owed, underReview, worker, workerInReview } from "./employers.ts";

/** The published description of the IO API, where a copy lies beside the repository. */
const description = new URL("../../../shared/specs/io-messages.openapi.yaml", import.meta.url);

/** All quarters of some years, every second one partly paid. */
function halfPaid(firstYear: number, lastYear: number): string[] {
  return Array.from({ length: lastYear - firstYear + 1 }, (_, index) => firstYear + index).flatMap((year) => [
    `${year}-Q1`,
    `${year}-Q2 partial`,
    `${year}-Q3`,
    `${year}-Q4 partial`,
  ]);
}

const cases = [
  { name: "one worker", workers: [worker("Olena", "2026-Q1")] },
  {
    name: "a payment",
    workers: [worker("Olena", owed("2026-Q1", { noticeNumber: "301002601000051836", outstandingCents: 1 }))],
  },
  {
    name: "forty workers",
    workers: Array.from({ length: 40 }, () => worker("Massimiliano ".repeat(9), "2026-Q1", "2026-Q2 partial")),
  },
  {
    name: "forty workers, eight quarters each, names of signs that Markdown escapes",
    workers: Array.from({ length: 40 }, () => worker("*".repeat(200), ...halfPaid(2026, 2027))),
  },
  { name: "a request", workers: [worker("Olena", "2026-Q1")], ...underReview() },
  {
    name: "a payment beside what is in review",
    workers: [worker("Olena", owed("2026-Q1", { noticeNumber: "301002601000051836", outstandingCents: 1 }))],
    ...underReview(workerInReview("Irina", "2026-Q1")),
  },
  {
    name: "forty workers who owe, forty in review, names of signs that Markdown escapes",
    workers: Array.from({ length: 40 }, () => worker("*".repeat(200), ...halfPaid(2026, 2027))),
    ...underReview(...Array.from({ length: 40 }, () => workerInReview("*".repeat(200), ...halfPaid(2028, 2029)))),
  },
  {
    name: "everything since 1972, when these contributions began",
    workers: Array.from({ length: 2 }, () => worker("*".repeat(200), ...halfPaid(1972, 2026))),
  },
];

describe.runIf(existsSync(description))("the body of POST /messages, as the IO API describes it", () => {
  const { definitions, parameters } = existsSync(description)
    ? parse(readFileSync(description, "utf8"))
    : { definitions: { NewMessage: {} }, parameters: {} };
  const ajv = new Ajv({ strict: false, validateFormats: false, validateSchema: false, allErrors: true });
  const validate = ajv.compile({ $ref: "#/definitions/NewMessage", definitions });

  test.each(cases)("$name", ({ name: _, ...changes }) => {
    const { io } = messagesFor(changes);
    expect(validate(io), JSON.stringify(validate.errors)).toBe(true);
    expect(io.fiscal_code).toMatch(new RegExp(`^${parameters.FiscalCode.pattern}$`));
  });

  test.each(correctionReasons)("of a correction: %s", (reason) => {
    for (const firstName of ["Ada", "*".repeat(200)]) {
      const { io } = correctionsFor({ reason, firstName });
      expect(validate(io), JSON.stringify(validate.errors)).toBe(true);
      expect(Object.keys(io.content)).toEqual(["subject", "markdown", "require_secure_channels"]);
    }
  });

  test("takes the codes that we send to, whatever the letter of the month", () => {
    const pattern = new RegExp(`^${parameters.FiscalCode.pattern}$`);
    const codes = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"].map((month) => `RSSMRA80${month}01H501U`);
    expect(codes.filter(isTakenByIo)).toEqual(codes.filter((code) => pattern.test(code)));
  });

  test("has no member that NewMessage does not know", () => {
    const known = (name: string): string[] =>
      [definitions[name], ...(definitions[name].allOf ?? [])].flatMap((part: { $ref?: string; properties?: object }) =>
        part.$ref ? known(part.$ref.replace("#/definitions/", "")) : Object.keys(part.properties ?? {}),
      );
    const { io } = messagesFor({ workers: cases[1]?.workers ?? [] });
    expect(known("NewMessage")).toEqual(expect.arrayContaining(Object.keys(io)));
    expect(known("MessageContent")).toEqual(expect.arrayContaining(Object.keys(io.content)));
    expect(known("PaymentData")).toEqual(expect.arrayContaining(Object.keys(io.content.payment_data ?? {})));
  });

  test("the description refuses what it should, so that it is known to look", () => {
    const { io } = messagesFor();
    expect(validate({ ...io, content: { ...io.content, subject: "short" } })).toBe(false);
    expect(validate({ ...io, content: { ...io.content, payment_data: { amount: 0, notice_number: "1" } } })).toBe(
      false,
    );
  });
});

/** As the app does it: YAML between two lines of hyphens at the very start. */
function frontMatterOf(markdown: string) {
  const parts = /^---\n([\s\S]*?)\n---\n/.exec(markdown);
  return parse(parts?.[1] ?? "") as Record<string, Record<string, { text: string; action: string }>>;
}

test("the buttons stand first, in Italian and in English, and open the guide", () => {
  const { io, myinps } = messagesFor();
  const buttons = frontMatterOf(io.content.markdown);
  expect(Object.keys(buttons)).toEqual(["it", "en"]);
  for (const language of ["it", "en"]) {
    expect(buttons[language]?.cta_1?.action).toBe(`iohandledlink://${myinps.guide_link}`);
    expect(buttons[language]?.cta_2?.action).toMatch(/^iohandledlink:\/\/https:\/\/www\.inps\.it/);
  }
});

test("a correction has one button, to the page of the person, and none to pay", () => {
  const { io, myinps } = correctionsFor();
  const buttons = frontMatterOf(io.content.markdown);
  const action = `iohandledlink://${myinps.guide_link}`;
  expect(buttons).toEqual({
    it: { cta_1: { text: "Apri la pagina della guida", action } },
    en: { cta_1: { text: "Open the page of the guide", action } },
  });
});

test.each(cases)("lengths that IO accepts: $name", ({ name: _, ...changes }) => {
  const { subject, markdown, require_secure_channels } = messagesFor(changes).io.content;
  expect(subject.length).toBeGreaterThanOrEqual(10);
  expect(subject.length).toBeLessThanOrEqual(120);
  expect(markdown.length).toBeGreaterThanOrEqual(80);
  expect(markdown.length).toBeLessThanOrEqual(10_000);
  expect(require_secure_channels).toBe(true);
});
