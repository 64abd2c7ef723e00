import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type KeptEvent, openEventStore } from "../../pipeline/events/event-store.ts";
import { pseudonym } from "../../pipeline/events/pseudonym.ts";
import { videoguida } from "../cli/program.ts";
import { typeCommand } from "../cli/type-command.ts";
import { accessibility, clippedTexts } from "../serve/page-checks.ts";
import { launchChromium } from "../support/chromium.ts";
import { delegate, neighbour, runComplicatedCampaigns, zelinda } from "./complicated-employer.ts";
import { type PrintedFile, readPdf, wordsOf } from "./printed-pages.ts";

const whole = mkdtempSync(path.join(tmpdir(), "dossier-"));
const out = path.join(whole, "out");
const file = (ending: string, employerId = zelinda) => path.join(out, "dossiers", `${employerId}.${ending}`);
let browser: Browser;
let printed: PrintedFile;

beforeAll(async () => {
  await runComplicatedCampaigns(out, path.join(whole, "extracts"));
  await keepEvents([{ type: "opened" }]);
  expect(await videoguida(["dossier", zelinda.toLowerCase(), "--out", out])).toMatchObject({ exitCode: 0, stderr: "" });
  printed = await readPdf(file("pdf"));
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  rmSync(whole, { recursive: true });
});

/** What Zelinda did with her guide of August. */
async function keepEvents(events: object[]): Promise<void> {
  const store = await openEventStore(path.join(out, "events.sqlite"));
  const owner = { campaign: "2026-08", employerId: zelinda };
  const person = pseudonym(readFileSync(path.join(out, "guide-token.key")), owner);
  await store.append(
    events.map((event) => {
      const whole = { event_id: crypto.randomUUID(), ...event } as KeptEvent["event"];
      return { campaign: "2026-08", person, at: "2026-09-02T10:00:00.000Z", event: whole };
    }),
  );
  await store.close();
}

const euro = (amount: string) => `${amount}\u00a0€`;

test.each([
  { what: "who it is about", says: ["Fascicolo di Zelinda Nicolò", zelinda, "ZELINDA NICOLO'", "1° gennaio 1980"] },
  {
    what: "addresses of today and of then",
    says: ["zelinda.nuova@posta.example", "zelinda.privata@posta.example", "+393510000771"],
  },
  {
    what: "every relationship, in force or not",
    says: [
      "RZ1 – OLENA",
      "RZ2 – THỊ MINH KHAI",
      "RZ3 – ȘTEFANIA-LOREDANA",
      "RZ5 – DANIEL",
      "31 marzo 2026: non in corso",
    ],
  },
  {
    what: "rows with file and line",
    says: [
      "relationships.csv:2",
      `contributions.csv:4: versato ${euro("87,30")} il 20 aprile 2026`,
      "suspensions.csv:2: sospensione",
      "employers.csv:2",
    ],
  },
  {
    what: "a payment after the day",
    says: [
      `contributions.csv:5: versato ${euro("100,00")} il 20 giugno 2026, dopo il giorno della decisione: non conta`,
    ],
  },
  {
    what: "amounts and states",
    says: [euro("1.287,30"), "versato in parte", "sospeso: niente dovuto", "non versato in verifica"],
  },
  {
    what: "requests of every state",
    says: [
      "PROT-1 pagamento che non risulta",
      "chiusa respinta",
      "chiusa accolta",
      "in carico",
      "PROT-6 altro",
      "requests.csv:7",
    ],
  },
  {
    what: "delegations, also those that ended",
    says: ["Marisa", delegate, "intermediario", "28 febbraio 2026", "delegations.csv:3"],
  },
  { what: "categories", says: ["artisan-employer", "profiles.csv:3"] },
  { what: "fields that could not be read", says: ["invalid-mobile", "numero di cellulare non valido"] },
  {
    what: "every campaign and its reason",
    says: [
      "Campagna di maggio 2026",
      "Campagna di agosto 2026",
      "Campagna di novembre 2026",
      "Non riceve la guida: tutto versato.",
      "Riceve la guida: ha trimestri non versati",
    ],
  },
  {
    what: "what is missing and what is in review",
    says: [
      "Da versare: RZ1, secondo trimestre 2026 (non versato)",
      "In verifica: RZ4, secondo trimestre 2026 (non versato).",
    ],
  },
  { what: "that they paid since", says: ["Dopo gli estratti la posizione è cambiata", "file 1:2", "3 giugno 2026"] },
  { what: "notifications, also withdrawn", says: ["app INPS Mobile inviata 1", "SMS ritirata 2"] },
  {
    what: "that the delegate was told, and no longer stands as told of who is withdrawn",
    says: [`delegato ${delegate} ritirata 2`],
  },
  { what: "that an appointment is offered", says: ["Nella guida gli si offre un appuntamento (Agenda appuntamenti)."] },
  {
    what: "receipts with their detail",
    says: ["MyINPS letta", "SMS consegnata", "e-mail respinta", "casella piena di zelinda.privata@posta.example"],
  },
  { what: "corrections", says: ["Messaggi che ritirano una notifica"] },
  { what: "what they were told of", says: ["Trimestri di cui è stato scritto: RZ1, primo trimestre 2026."] },
  { what: "whether the guide was opened", says: ["Guida aperta: sì.", "Guida aperta: no."] },
])("the printed dossier says $what", ({ says }) => {
  const words = wordsOf(printed.pages);
  for (const text of says) expect(words).toContain(text.replace(/\s+/g, " "));
});

test("of the use of the guide it says nothing but whether it was opened, whatever somebody did", async () => {
  const before = readFileSync(file("html"), "utf8");
  await keepEvents([
    { type: "played" },
    { type: "watched", percent: 75 },
    { type: "chapter", number: 3 },
    { type: "service", service: "portale-pagamenti" },
    { type: "rated", rating: 2, comment: "non mi serve a niente" },
    { type: "downloaded" },
  ]);
  rmSync(file("pdf"));
  const halfWritten = file("pdf.tmp-1-abc");
  writeFileSync(halfWritten, "%PDF");
  expect(await videoguida(["dossier", zelinda, "--out", out])).toMatchObject({ exitCode: 0 });
  expect(readFileSync(file("html"), "utf8")).toBe(before);
  expect(existsSync(halfWritten)).toBe(false);
});

test("nobody else stands in it", () => {
  expect(wordsOf(printed.pages)).not.toMatch(new RegExp(`${neighbour}|RN1|anna@posta`));
});

test("the PDF is tagged, A4, in Italian, with text and a number on every page", () => {
  expect(printed).toMatchObject({ isTagged: true, language: "it", title: `Fascicolo ${zelinda}` });
  expect(printed.pages.length).toBeGreaterThan(5);
  for (const [index, page] of printed.pages.entries()) {
    expect([Math.round(page.width), Math.round(page.height)]).toEqual([595, 842]);
    expect(wordsOf([page])).toContain(`pagina ${index + 1} di ${printed.pages.length}`);
  }
  const roles = new Set(printed.pages.flatMap((page) => page.roles));
  for (const role of ["H1", "H2", "H3", "P", "Table", "TR", "TH", "TD", "Figure", "L"]) expect(roles).toContain(role);
});

test("no heading and no head of a table stands at the foot of a page, and a table goes on under its head", () => {
  const headings =
    /^(In breve|Dati e recapiti|Posizione|Richieste all’INPS|Deleghe|Righe|Quando|Valore|Campagna di .*|RZ\d – .*)$/;
  for (const { texts } of printed.pages) {
    const above = texts.filter(({ y }) => y > 50);
    const last = above.filter(({ y }) => y === Math.min(...above.map((text) => text.y)));
    expect(last.map(({ text }) => text.trim()).filter((text) => headings.test(text))).toEqual([]);
  }
  const firstTexts = printed.pages.map(({ texts }) => texts.find(({ y }) => y > 50)?.text ?? "");
  const continued = firstTexts.filter((text) => /^(Rapporto|Dato|Canale|Trimestre|Categoria)$/.test(text));
  expect(continued.length).toBeGreaterThan(0);
});

test("the page has no barrier, loads nothing, cuts nothing, and what stands in names is text", async () => {
  const page = await browser.newPage({ viewport: { width: 794, height: 1123 } });
  const loaded: string[] = [];
  page.on("request", (request) => loaded.push(request.url().slice(0, 8)));
  await page.goto(pathToFileURL(file("html")).href);
  expect(await accessibility(page)).toEqual({ violations: [], overflow: 0 });
  expect(await clippedTexts(page)).toEqual([]);
  expect(loaded.filter((address) => !address.startsWith("data:"))).toEqual(["file:///"]);
  expect(await page.locator("main b, main i, script").count()).toBe(0);
  expect(await page.locator("main").textContent()).toContain('RZ4 – <b>李娜</b> & "C"');
  expect(await page.locator("img").count()).toBe(12);
  await page.close();
});

test("both files are for their owner alone, and so is their folder", () => {
  for (const ending of ["html", "pdf"]) expect(statSync(file(ending)).mode & 0o777).toBe(0o600);
  expect(statSync(path.join(out, "dossiers")).mode & 0o777).toBe(0o700);
});

test.each([
  {
    name: "an unknown employer",
    words: ["dossier", "VRDLGU85T10F205T"],
    says: /No extract of any campaign names VRDLGU85T10F205T/,
  },
  { name: "nobody", words: ["dossier"], says: /The employer_id is missing/ },
  { name: "one and all", words: ["dossier", zelinda, "--all-selected", "--to", "x"], says: /with no employer_id/ },
  { name: "all without a folder", words: ["dossier", "--all-selected"], says: /goes with --to/ },
  { name: "one with a folder", words: ["dossier", zelinda, "--to", "x"], says: /go with --all-selected alone/ },
])("asked for $name: one sentence, exit code 2, no file", async ({ words, says }) => {
  const ended = await typeCommand([...words, "--out", out]);
  expect(ended).toMatchObject({ exitCode: 2, stdout: "" });
  expect(ended.stderr.trim()).toMatch(says);
  expect(ended.stderr.trim().split("\n")).toHaveLength(1);
});
