import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sceneKinds } from "../../compositions/storyboard.ts";
import { contactSheetCommand } from "../../pipeline/commands/contact-sheet.ts";
import { day } from "../../pipeline/domain/day.ts";
import { openLedger } from "../../pipeline/ledger/open-ledger.ts";
import { settingsFrom } from "../../pipeline/options.ts";
import { decideAll } from "../../pipeline/steps/decide-all.ts";
import { ingestExtracts } from "../../pipeline/steps/ingest-extracts.ts";
import { silentProgress } from "../../pipeline/support/progress.ts";

const extracts = fileURLToPath(new URL("../../fixtures/extracts", import.meta.url));
const tools = { progress: silentProgress, signal: new AbortController().signal };
let out: string;
let folder: string;

beforeAll(async () => {
  out = await mkdtemp(path.join(tmpdir(), "videoguida-sheet-"));
  folder = path.join(out, "campaigns", "2026-05", "contact-sheet");
  const settings = settingsFrom({ out, extracts, campaign: "2026-05" }, day("2026-11-22"));
  await expect(contactSheetCommand(settings, tools)).rejects.toThrow(/holds no ledger/);
  const ledger = await openLedger(out);
  await ingestExtracts(ledger, settings, silentProgress);
  await decideAll(ledger, settings, silentProgress);
  await ledger.close();
  expect(await contactSheetCommand(settings, tools)).toBe(0);
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
