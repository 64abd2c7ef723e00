import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { checkMessages } from "../../pipeline/notify/messages/check-messages.ts";
import { loadMessageTemplates } from "../../pipeline/notify/messages/message-templates.ts";
import { configSchema } from "../../pipeline/settings/config.ts";
import { context } from "./employers.ts";

const folder = mkdtempSync(path.join(tmpdir(), "check-messages-"));
afterAll(() => rmSync(folder, { recursive: true }));

const delivered = fileURLToPath(new URL("../../templates/", import.meta.url));
let next = 0;

/** The templates with one file changed, or taken away. */
function templatesWith(name: string, change: (text: string) => string | null) {
  const copy = path.join(folder, String(next++));
  cpSync(delivered, copy, { recursive: true });
  const file = path.join(copy, "it/notifications", name);
  const changed = change(readFileSync(file, "utf8"));
  if (changed === null) rmSync(file);
  else writeFileSync(file, changed);
  return pathToFileURL(`${copy}/`);
}

const settings = (changes: object) => ({ ...context, config: configSchema.parse(changes) });
const link = "https://www.inps.it/a";
const services = (count: number, length: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: `s${index}`,
    label: "W".repeat(80),
    description: "W".repeat(160),
    url: `${link}${"w".repeat(length)}`,
  }));

test.each([
  { name: "as they are delivered", changes: {} },
  { name: "with a link in the SMS", changes: { sms: { link: true } } },
  { name: "with a payee", changes: { io: { payeeFiscalCode: "00000000000" } } },
  {
    name: "with a link as long as an SMS allows",
    changes: { sms: { link: true }, baseUrl: `https://${"w".repeat(28)}` },
  },
  { name: "with the longest website that an SMS allows", changes: { sender: { website: "w".repeat(26) } } },
  { name: "with six services of the longest names", changes: { services: services(6, 100) } },
])("the messages hold, settings $name", ({ changes }) => {
  expect(() => checkMessages(settings(changes))).not.toThrow();
});

describe("a setting with which a message does not fit is named", () => {
  test.each([
    {
      name: "a sender whose letters an SMS does not have",
      changes: { sender: { name: "ИНПС" } },
      says: /^The setting sender\.name: sms does not take its segments: \d SMS segments .* with U\+0418 U\+041D/,
    },
    {
      name: "a sender too long for an SMS",
      changes: { sender: { name: "Istituto Nazionale Previdenza Sociale" } },
      says: /^The setting sender\.name: sms does not take its segments: 2 SMS segments for \d+ characters; 160 of GSM-7/,
    },
    {
      name: "an address that makes the SMS two",
      changes: { sms: { link: true }, baseUrl: `https://${"w".repeat(38)}.it` },
      says: /^The setting baseUrl: sms does not take its segments: 2 SMS/,
    },
    {
      name: "more services than IO has room for",
      changes: { services: services(40, 200) },
      says: /^The setting services: io does not take its content\.markdown: \d+ characters, at most 10000 fit$/,
    },
  ])("$name", ({ changes, says }) => {
    expect(() => checkMessages(settings(changes))).toThrow(says);
    expect(() => checkMessages(settings(changes))).toThrow(expect.objectContaining({ exitCode: 2 }));
  });
});

describe("a template with which a message does not fit is named", () => {
  const place = (name: string) => `templates/it/notifications/${name}`;

  test.each([
    { file: "myinps-title.txt.hbs", change: () => "", says: ": myinps does not take its title: it is empty" },
    { file: "myinps-title.txt.hbs", change: () => "a\nb", says: ": myinps does not take its title: must be one line" },
    { file: "myinps-body.md.hbs", change: () => "\n", says: ": myinps does not take its body: it is empty" },
    {
      file: "sms.txt.hbs",
      change: (text: string) => text.replaceAll("domestici", "domestici della tua famiglia"),
      says: ": sms does",
    },
    {
      file: "sms.txt.hbs",
      change: (text: string) => text.replaceAll("guida", "guida \u2705"),
      says: " with U+2705 only 70",
    },
    {
      file: "sms.txt.hbs",
      change: (text: string) => `${text}{{firstName}}`,
      says: ": sms does not take its segments: ",
    },
    { file: "email-subject.txt.hbs", change: () => " ", says: ": email does not take its subject: it is empty" },
    {
      file: "sms.txt.hbs",
      change: (text: string) => text.replace("Richiesta in verifica", "La richiesta che hai inviato è in verifica"),
      says: ": sms does not take its segments: 2",
    },
    { file: "email.html.hbs", change: () => "", says: ": email does not take its html: it is empty" },
    { file: "email.txt.hbs", change: () => "", says: ": email does not take its text: it is empty" },
    {
      file: "io-subject.txt.hbs",
      change: () => "INPS",
      says: ": io does not take its content.subject: 4 characters, at least 10 are needed",
    },
    {
      file: "io-subject.txt.hbs",
      change: () => "x".repeat(121),
      says: ": io does not take its content.subject: 121 characters, at most 120 fit",
    },
    { file: "io-body.md.hbs", change: (text: string) => text + "x".repeat(9_500), says: ", at most 10000 fit" },
    { file: "inps-mobile-title.txt.hbs", change: () => "", says: ": inps-mobile does not take its title: it is empty" },
    { file: "inps-mobile-body.txt.hbs", change: () => "", says: ": inps-mobile does not take its body: it is empty" },
    {
      file: "corrections/correction-sms.txt.hbs",
      change: (text: string) => text.replaceAll("domestici", "domestici dei lavoratori domestici"),
      says: ": sms does not take its segments: 2",
    },
    {
      file: "corrections/correction-sms.txt.hbs",
      change: (text: string) => `${text}{{firstName}}`,
      says: ": sms does not take its segments: ",
    },
    {
      file: "corrections/correction-title.txt.hbs",
      change: () => " ",
      says: ": myinps does not take its title: it is empty",
    },
    {
      file: "corrections/correction-title.txt.hbs",
      change: () => "x".repeat(121),
      says: ": io does not take its content.subject: 121 characters, at most 120 fit",
    },
    {
      file: "corrections/correction-body.md.hbs",
      change: (text: string) => text + "x".repeat(9_500),
      says: ": io does not take its content.markdown",
    },
    {
      file: "corrections/correction-email.html.hbs",
      change: () => "",
      says: ": email does not take its html: it is empty",
    },
    {
      file: "corrections/correction-push-body.txt.hbs",
      change: () => "",
      says: ": inps-mobile does not take its body: it is empty",
    },
  ])("$file: $says", ({ file, change, says }) => {
    const templates = loadMessageTemplates("it", templatesWith(file, change));
    const check = () => checkMessages({ ...context, templates });
    expect(check).toThrow(says);
    expect(check).toThrow(expect.objectContaining({ message: expect.stringContaining(place(file)), exitCode: 2 }));
  });
});

describe("a wrong value in any template is found, in whatever case it stands", () => {
  test.each([
    {
      file: "email.txt.hbs",
      from: "{{firstName}}",
      to: "{{fristName}}",
      says: ", line 1: there is no value «fristName»",
    },
    { file: "email.html.hbs", from: "{{#if manual}}", to: "{{#if manaul}}", says: ": there is no value «manaul»" },
    { file: "owed.md.hbs", from: "{{#if hasMore}}", to: "{{#if hasMroe}}", says: ": there is no value «hasMroe»" },
    {
      file: "owed.md.hbs",
      from: "altri {{otherWorkers}}",
      to: "altri {{othres}}",
      says: ": there is no value «othres»",
    },
    {
      file: "owed.md.hbs",
      from: "{{#if isOneOther}}un",
      to: "{{#if isOneOther}}{{x}} un",
      says: ": there is no value «x»",
    },
    {
      file: "owed-quarter.txt.hbs",
      from: "{{name}} ({{months}}, non versato)",
      to: "{{nmae}}",
      says: ", line 7: there is no value «nmae»",
    },
    { file: "io-body.md.hbs", from: "Se non hai ancora pagato", to: "{{x}} Se non", says: ": there is no value «x»" },
    {
      file: "corrections/reasons.txt",
      from: "Un rapporto di lavoro di cui",
      to: "{{toTold}} di cui",
      says: ", line 12: there is no value «toTold»",
    },
    {
      file: "corrections/correction-body.md.hbs",
      from: "{{reason}}",
      to: "{{raeson}}",
      says: ", line 5: there is no value «raeson»",
    },
    { file: "review.md.hbs", from: " e altri{{/if}}", to: " {{x}}{{/if}}", says: ", line 8: there is no value «x»" },
    { file: "review.md.hbs", from: "un altro rapporto", to: "{{x}}", says: ", line 11: there is no value «x»" },
    { file: "review.md.hbs", from: "altri {{otherWorkers}}", to: "{{x}}", says: ", line 11: there is no value «x»" },
    { file: "review-quarter.txt.hbs", from: "({{months}})", to: "({{moths}})", says: ": there is no value «moths»" },
    { file: "review-quarter.txt.hbs", from: "per un altro", to: "{{x}}", says: ": there is no value «x»" },
    { file: "review-quarter.txt.hbs", from: "per altri", to: "{{x}}", says: ": there is no value «x»" },
    { file: "email.txt.hbs", from: "- altri trimestri", to: "{{x}}", says: ": there is no value «x»" },
    { file: "email.html.hbs", from: "{{#if hasQuarters}}", to: "{{#if x}}", says: ": there is no value «x»" },
    { file: "io-body.md.hbs", from: "per {{name}}", to: "per {{nmae}}", says: ": there is no value «nmae»" },
    { file: "sms.txt.hbs", from: "Richiesta", to: "{{x}}", says: ", line 5: there is no value «x»" },
    { file: "inps-mobile-body.txt.hbs", from: "non serve", to: "{{x}}", says: ": there is no value «x»" },
    {
      file: "sms.txt.hbs",
      from: "al {{until}} su",
      to: "al {{unitl}} su",
      says: ", line 11: there is no value «unitl»",
    },
  ])("$file: $to", ({ file, from, to, says }) => {
    const templates = loadMessageTemplates(
      "it",
      templatesWith(file, (text) => replaced(text, from, to)),
    );
    expect(() => checkMessages({ ...context, templates })).toThrow(says);
    expect(() => checkMessages({ ...context, templates })).toThrow(`templates/it/notifications/${file}`);
  });

  test.each(["owed.md", "email.html", "sms.txt"])("%s with a block that is not closed, or without the file", (name) => {
    const open = templatesWith(`${name}.hbs`, (text) => `${text}{{#if senderName}}`);
    expect(() => loadMessageTemplates("it", open)).toThrow(
      /^templates\/it\/notifications\/.*, line \d+: braces or a block/,
    );
    const missing = templatesWith(`${name}.hbs`, () => null);
    expect(() => loadMessageTemplates("it", missing)).toThrow(
      /^The text file templates\/it\/notifications\/.* cannot be/,
    );
  });
});

function replaced(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new RangeError(`no «${from}» in the template`);
  return text.replace(from, to);
}
