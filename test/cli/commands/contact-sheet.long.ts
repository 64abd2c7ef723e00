import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { sceneKinds } from "../../../compositions/storyboard.ts";
import { contactSheetCommand } from "../../../pipeline/cli/commands/contact-sheet.ts";
import { settingsFrom } from "../../../pipeline/cli/options.ts";
import { day } from "../../../pipeline/domain/day.ts";
import { openLedger } from "../../../pipeline/ledger/open-ledger.ts";
import { planFor } from "../../extract/planned.ts";
import { silentTools } from "../../support/silent-tools.ts";

const extracts = fileURLToPath(new URL("../../../fixtures/extracts", import.meta.url));
const tools = silentTools();
let out: string;
let folder: string;
let said: string;

beforeAll(async () => {
  out = await mkdtemp(path.join(tmpdir(), "videoguida-sheet-"));
  folder = path.join(out, "campaigns", "2026-05", "contact-sheet");
  const settings = settingsFrom({ out, extracts, campaign: "2026-05" }, day("2026-11-22"));
  await expect(contactSheetCommand(settings, tools, {})).rejects.toThrow(/holds no ledger/);
  const ledger = await openLedger(out);
  await expect(contactSheetCommand(settings, tools, {})).rejects.toThrow(/not decided yet/);
  await planFor(ledger, settings);
  await ledger.close();
  const written = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  expect(await contactSheetCommand(settings, tools, {})).toBe(0);
  said = written.mock.calls.join("");
  written.mockRestore();
}, 600_000);

afterAll(() => rm(out, { recursive: true, force: true }));

test.each(sceneKinds)("there is a picture of %s", (kind) => {
  const png = readFileSync(path.join(folder, "scenes", `${kind}.png`));
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1280, 720]);
});

test("the page shows every picture that it names", () => {
  const page = readFileSync(path.join(folder, "index.html"), "utf8");
  const pictures = [...page.matchAll(/src="([^"]+)"/g)].map(([, file = ""]) => file);
  expect(pictures.length).toBeGreaterThan(sceneKinds.length + 5);
  for (const file of pictures) expect(existsSync(path.join(folder, file)), file).toBe(true);
  expect(existsSync(path.join(folder, "names.png"))).toBe(true);
});

test("each name comes with the command that opens the guide it stands in", () => {
  const page = readFileSync(path.join(folder, "index.html"), "utf8");
  const names = [...page.matchAll(/src="names\//g)];
  const commands = page
    .replace(/<\/?span>/g, "")
    .match(/<code>npx videoguida studio --employer \w{11,16} --campaign 2026-05 --out \S+ <\/code>/g);
  expect(commands).toHaveLength(names.length);
});

test("the page and the program name the sheet by the same fingerprint", () => {
  const page = readFileSync(path.join(folder, "index.html"), "utf8");
  const [, fingerprint = ""] = /fingerprint ([0-9a-f]{12})\n$/.exec(said) ?? [];
  expect(page).toContain(`<title>Contact sheet 2026-05 · ${fingerprint}</title>`);
  expect(page.split(fingerprint)).toHaveLength(4);
});
