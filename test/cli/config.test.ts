import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { keptConfig, readConfig } from "../../pipeline/settings/config.ts";

const folder = mkdtempSync(path.join(tmpdir(), "config-"));
afterAll(() => rmSync(folder, { recursive: true }));

let next = 0;

function configOf(settings: object) {
  const file = path.join(folder, `${next++}.json`);
  writeFileSync(file, JSON.stringify(settings));
  return readConfig(file);
}

const service = { id: "s", label: "Portale", description: "Per versare", url: "https://www.inps.it" };
const oneLine = "must be one line without control characters";

test.each([
  { emailFrom: "noreply@guide.example" },
  { emailFrom: "INPS <noreply@guide.example>" },
  { emailFrom: "I.N.P.S. – Lavoro domestico <noreply@guide.example>" },
  { emailFrom: '"INPS, Lavoro domestico" <noreply@guide.example>' },
])("an e-mail sender: $emailFrom", ({ emailFrom }) => {
  expect(configOf({ sender: { emailFrom } }).sender.emailFrom).toBe(emailFrom);
});

test.each([
  { emailFrom: "INPS", why: "no address" },
  { emailFrom: "INPS <noreply>", why: "no domain" },
  { emailFrom: "INPS noreply@guide.example", why: "no brackets" },
  { emailFrom: "INPS <noreply@guide.example", why: "a bracket that stays open" },
  { emailFrom: "INPS <a@guide.example> <b@guide.example>", why: "two addresses" },
  { emailFrom: "a@guide.example, b@guide.example", why: "two addresses" },
  { emailFrom: "INPS, Lavoro domestico <noreply@guide.example>", why: "a comma makes two senders" },
  { emailFrom: " <noreply@guide.example>", why: "a blank name" },
])("no e-mail sender, $why: $emailFrom", ({ emailFrom }) => {
  expect(() => configOf({ sender: { emailFrom } })).toThrow(/: sender\.emailFrom: must be an address, or a name and </);
});

test.each([
  { given: "https://guide.inps.it", used: "https://guide.inps.it" },
  { given: "https://guide.inps.it/", used: "https://guide.inps.it" },
  { given: "https://www.inps.it/domestici//", used: "https://www.inps.it/domestici" },
  { given: "https://localhost:8080", used: "https://localhost:8080" },
])("guides are watched under $given", ({ given, used }) => {
  expect(configOf({ baseUrl: given }).baseUrl).toBe(used);
});

test.each([
  { given: "https://guide.inps.it/?channel=io", says: "must have no query" },
  { given: "https://guide.inps.it?", says: "must have no query" },
  { given: "https://guide.inps.it/#", says: "and no fragment" },
  { given: "https://guide.inps.it/#/app", says: "and no fragment" },
  { given: "https://guide\n.inps.it", says: oneLine },
  { given: "guide.inps.it", says: "must be an address that begins with https://" },
  { given: "http://guide.inps.it", says: "must be an address that begins with https://" },
  { given: "ftp://guide.inps.it", says: "must be an address that begins with https://" },
])("guides cannot be watched under $given", ({ given, says }) => {
  expect(() => configOf({ baseUrl: given })).toThrow(`: baseUrl: `);
  expect(() => configOf({ baseUrl: given })).toThrow(says);
});

/** Places of words that go into messages and pictures, and settings with a text there. */
const places: [string, (text: string) => object][] = [
  ["sender.name", (name) => ({ sender: { name } })],
  ["sender.website", (website) => ({ sender: { website } })],
  ["sender.emailFrom", (name) => ({ sender: { emailFrom: `${name} <noreply@guide.example>` } })],
  ["services.0.label", (label) => ({ services: [{ ...service, label }] })],
  ["services.0.description", (description) => ({ services: [{ ...service, description }] })],
  ["services.0.url", (text) => ({ services: [{ ...service, url: `https://www.inps.it/${text}` }] })],
  [
    "services.1.manual.label",
    (label) => ({ services: [service, { ...service, id: "t", manual: { label, url: service.url } }] }),
  ],
  ["latePayment.source", (source) => ({ latePayment: { source } })],
];

test.each(places)("%s takes one line and no more", (place, settingsWith) => {
  expect(() => configOf(settingsWith("INPS"))).not.toThrow();
  for (const text of ["a\nb", "a\r\nBcc: b", "a\tb", "a\0b", "a\u2028b", "\u202ea", "a\u0085b", "\ud800"]) {
    expect(() => configOf(settingsWith(text)), JSON.stringify(text)).toThrow(`: ${place}: ${oneLine}`);
  }
});

test("ordinary signs of all languages are words", () => {
  const name = "Istituto «Prova» – più di 1 €";
  expect(configOf({ sender: { name } }).sender.name).toBe(name);
});

test("what was read can be read again as it is kept", () => {
  const config = configOf({ baseUrl: "https://guide.inps.it/" });
  expect(configOf(config)).toEqual(config);
});

test("settings kept by an earlier version that are refused now are one sentence", () => {
  expect(keptConfig("{}")).toEqual(readConfig(null));
  expect(() => keptConfig('{"baseUrl":"https://a.example/?b"}')).toThrow(/^The settings of this campaign: baseUrl: /);
});
