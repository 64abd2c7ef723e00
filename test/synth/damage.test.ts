import { cp, readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { type ExtractName, extractNames } from "../../pipeline/domain/extract.ts";
import { compareWithControl } from "../../pipeline/extract/compare-with-control.ts";
import { examineExtract } from "../../pipeline/extract/examine-extract.ts";
import { readControl } from "../../pipeline/extract/read-control.ts";
import { silentProgress } from "../../pipeline/support/progress.ts";
import { type DamageName, damageExtract, damageNames } from "../../pipeline/synth/damage.ts";
import { synthExtracts } from "../../pipeline/synth/synth-extracts.ts";
import { outcomeOf, temporaryFolder } from "../extract/campaign.ts";

async function plainExtracts(): Promise<string> {
  const folder = await temporaryFolder();
  await synthExtracts({ employers: 150, seed: "damage", folder, hostilePercent: 0 }, silentProgress);
  return folder;
}

async function damaged(plain: string, file: ExtractName, damage: DamageName, seed: string): Promise<string> {
  const folder = await temporaryFolder();
  await cp(plain, folder, { recursive: true });
  await damageExtract(folder, { file, damage, seed });
  return folder;
}

const textIn = (folder: string, file: ExtractName) => readFile(path.join(folder, `${file}.csv`), "utf8");

test.each(damageNames)("%s: the same seed does the same, and most damages show", async (damage) => {
  const plain = await plainExtracts();
  let changed = 0;
  for (const file of extractNames) {
    const texts: string[] = [];
    for (const seed of ["1", "1", "2", "3"]) texts.push(await textIn(await damaged(plain, file, damage, seed), file));
    expect(texts[1]).toBe(texts[0]);
    if (texts.some((text) => text !== texts[0])) changed += 1;
    const original = await textIn(plain, file);
    if (texts.some((text) => text !== original)) changed += 1;
  }
  expect(changed).toBeGreaterThan(2);
});

test("control.csv tells of every damage that changes a byte", async () => {
  const plain = await plainExtracts();
  for (const damage of damageNames) {
    const folder = await damaged(plain, "contributions", damage, "1");
    const file = { path: path.join(folder, "contributions.csv"), fileName: "contributions.csv", isGzipped: false };
    const examined = await examineExtract("contributions", file).catch(() => null);
    // A file without its header is refused earlier.
    if (examined === null) continue;
    const control = (await readControl(folder))?.filter((line) => line.file === file.fileName) ?? [];
    const { disagreements } = compareWithControl(control, [{ ...examined, rows: null }]);
    expect([damage, disagreements.length]).toEqual([damage, 1]);
  }
});

/** Damages that must be harmless row by row: here any number may be rejected and no check fails. */
const damagesOfForm: DamageName[] = [
  "re-case-ids",
  "strip-leading-zeros",
  "other-delimiter",
  "sort-rows",
  "duplicate-rows",
];
const files: ExtractName[] = ["relationships", "contributions", "suspensions"];

test.each(damagesOfForm.flatMap((damage) => files.map((file) => ({ damage, file }))))(
  "$damage of $file accuses nobody",
  async ({ damage, file }) => {
    const plain = await plainExtracts();
    const before = (await outcomeOf(plain)).decisions;
    for (const seed of ["1", "2"]) {
      const { decisions } = await outcomeOf(await damaged(plain, file, damage, seed));
      const accused = [...decisions].filter(
        ([id, decision]) => /^selected/.test(decision) && before.get(id) !== decision,
      );
      expect(accused).toEqual([]);
    }
  },
);
