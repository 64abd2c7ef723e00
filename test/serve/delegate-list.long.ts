import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchChromium } from "../support/chromium.ts";
import { employerCode, nameOf, tellAll } from "./delegated-campaign.ts";
import { accessibility, clippedTexts, looks } from "./page-checks.ts";
import { type Served, serveFolder, toldAddresses } from "./served.ts";

const employers = 5_000;
const office = "12345678903";
const out = mkdtempSync(path.join(tmpdir(), "delegate-list-"));
const headers = { "X-Fiscal-Code": office };
let served: Served;
let browser: Browser;

beforeAll(async () => {
  const all = Array.from({ length: employers }, (_, employer) => employer);
  await tellAll(
    out,
    employers,
    all.map((employer) => ({ employer, delegateId: office, from: "2026-01-01", to: "" })),
  );
  served = await serveFolder(out, { identityHeader: "X-Fiscal-Code" });
  browser = await launchChromium([]);
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await served?.stop();
  rmSync(out, { recursive: true, force: true });
  expect(served?.failures).toEqual([]);
});

async function ask(asked = ""): Promise<{ guides: string[]; codes: string[]; page: string }> {
  const page = await (await served.ask(`/delegate${asked}`, { headers })).text();
  const found = (pattern: RegExp) => [...page.matchAll(pattern)].map(([, one = ""]) => one);
  return { page, guides: found(/href="(\/guide\/[^"]+)"/g), codes: found(/<span class="code">([^<]+)</g) };
}

test("one line tells the delegate of all of them, and says nothing of any", () => {
  const lines = readFileSync(path.join(out, "campaigns/2026-05/manifests/delegate.ndjson"), "utf8").trim().split("\n");
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain("5.000 datori di lavoro domestico");
  const said = new Set(lines[0]?.match(/[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z]/g) ?? []);
  expect([...said]).toEqual([]);
});

test("all pages together list every guide once, by name", async () => {
  const { page, guides } = await ask();
  expect(page).toContain("5.000 guide di 5.000 datori di lavoro domestico");
  expect(page).toContain("Pagina 1 di 100");
  const all = [...guides];
  const names: string[] = [];
  for (let number = 2; number <= 100; number++) {
    const more = await ask(`?pagina=${number}`);
    expect(more.guides).toHaveLength(50);
    all.push(...more.guides);
    names.push(...[...more.page.matchAll(/<span class="name">([^<]+)</g)].map(([, name = ""]) => name));
  }
  expect(all.toSorted()).toEqual([...toldAddresses(out).values()].toSorted());
  expect(names).toEqual(names.toSorted(new Intl.Collator("it").compare));
  expect(page).not.toContain("Precedente");
  expect((await ask("?pagina=100")).page).not.toContain("Successiva");
});

test.each([
  { asked: "?pagina=0", page: 1 },
  { asked: "?pagina=101", page: 100 },
  { asked: "?pagina=-1", page: 1 },
  { asked: "?pagina=due", page: 1 },
  { asked: "?pagina=2&pagina=3", page: 2 },
])("$asked is page $page", async ({ asked, page }) => {
  expect((await ask(asked)).page).toContain(`Pagina ${page} di 100`);
});

const withName = (name: string) =>
  Array.from({ length: employers }, (_, employer) => employer).filter((employer) => nameOf(employer) === name).length;

describe("searched", () => {
  test.each([
    { search: "Nicolò", name: "NICOLO'" },
    { search: "nicolo", name: "NICOLO'" },
    { search: " NICOLO' ", name: "NICOLO'" },
    { search: "desiree", name: "Désirée" },
    { search: "teresa maria", name: "MARIA TERESA" },
    { search: "dartagnan", name: "D'ARTAGNAN" },
  ])("«$search» finds all of that name", async ({ search, name }) => {
    const { page } = await ask(`?cerca=${encodeURIComponent(search)}`);
    expect(page).toContain(`${withName(name)} guide per «`);
    const next = /href="([^"]+)" rel="next"/.exec(page)?.[1]?.replaceAll("&#x3D;", "=").replaceAll("&amp;", "&") ?? "";
    expect(new URLSearchParams(next.split("?")[1]).get("cerca")).toBe(search.trim());
  });

  test("a codice fiscale, or a part of it, finds its employer", async () => {
    const { page, codes } = await ask(`?cerca=${employerCode(77).toLowerCase()}`);
    expect([codes, page.includes("1 guida per «")]).toEqual([[employerCode(77)], true]);
    expect((await ask(`?cerca=${employerCode(77).slice(6)}`)).codes).toContain(employerCode(77));
  });

  test.each(["zzz", "<script>alert(1)</script>", '"><b>', "x".repeat(5_000), "%00", "💶"])(
    "«%s» finds nobody, and is shown as it was typed",
    async (search) => {
      const { page, guides } = await ask(`?cerca=${encodeURIComponent(search)}`);
      expect(guides).toEqual([]);
      expect(page).toContain("0 guide per «");
      expect(page).toContain("Mostra tutte");
      expect(page).not.toContain("<script>alert");
      expect(page).not.toContain('"><b>');
      expect(page.length).toBeLessThan(5_000);
    },
  );
});

test("it works without JavaScript: searched, turned over, opened", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false, extraHTTPHeaders: headers });
  const page = await context.newPage();
  await page.goto(`${served.url}/delegate`);
  await page.getByRole("searchbox").fill("noè");
  await page.getByRole("button", { name: "Cerca" }).click();
  await page.getByRole("link", { name: "Successiva" }).click();
  expect(await page.locator(".turn .here").textContent()).toBe("Pagina 2 di 10");
  await page.locator("tbody a").first().click();
  expect(await page.locator("h1").textContent()).toBe("Ciao Noè");
  await context.close();
});

describe.each(looks)("$name", ({ options }) => {
  test("axe finds nothing, and nothing is wider than its place", async () => {
    const context = await browser.newContext({
      ...{ viewport: { width: 390, height: 844 }, ...options },
      ...{ bypassCSP: true, extraHTTPHeaders: headers },
    });
    const page = await context.newPage();
    for (const asked of ["", "?pagina=3", "?cerca=massi", "?cerca=zzz"]) {
      await page.goto(`${served.url}/delegate${asked}`);
      expect(await page.locator("h1").textContent()).toBe("Le guide di chi rappresenti");
      expect(await accessibility(page)).toEqual({ violations: [], overflow: 0 });
      expect(await clippedTexts(page)).toEqual([]);
    }
    await context.close();
  });
});
