import { existsSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "vitest";
import { day } from "../../pipeline/domain/day.ts";
import type { Audience } from "../../pipeline/domain/decision.ts";
import { silentProgress } from "../../pipeline/support/progress.ts";
import { synthExtracts } from "../../pipeline/synth/synth-extracts.ts";
import { outcomeOf, parseCsv, temporaryFolder } from "../extract/campaign.ts";
import { decideByTheLetter } from "./reference-decisions.ts";

/** Invents hostile extracts and compares the pipeline's results with the reference implementation of the contract. */
export async function expectAgreement(options: {
  seed: string;
  employers: number;
  hostilePercent: number;
  asOf: string;
  audience: Audience;
  holdoutPercent?: number;
}): Promise<void> {
  const [folder, outFolder] = [await temporaryFolder(), await temporaryFolder()];
  const { asOf, audience, holdoutPercent = 0, ...invented } = options;
  await synthExtracts({ ...invented, folder }, silentProgress);
  const outcome = await outcomeOf(folder, { asOf: day(asOf), audience, holdoutPercent, outFolder });
  const { summary, decisions, rejected } = outcome;
  const keyFile = path.join(outFolder, "guide-token.key");
  expect(existsSync(keyFile)).toBe(holdoutPercent > 0);
  const holdout = { percent: holdoutPercent, campaign: outcome.plan.campaign };
  const expected = decideByTheLetter(folder, {
    ...{ asOf, audience },
    ...(holdoutPercent > 0 ? { holdout: { ...holdout, key: readFileSync(keyFile) } } : {}),
  });
  expect(rejected.toSorted()).toEqual(expected.rejected);
  const rowsOf = async (name: string) =>
    parseCsv(await readFile(path.join(outFolder, "campaigns", outcome.plan.campaign, name), "utf8")).slice(1);
  const decided = (await rowsOf("decisions.csv")).map(([id = "", ...rest]) => [id, rest.join()]);
  expect(decided.toSorted()).toEqual([...expected.decisions].toSorted());
  const withheld = await rowsOf("withheld.csv");
  expect(withheld.map((cells) => cells.join().replace(".csv", "")).toSorted()).toEqual(expected.withheld);
  const owed = await rowsOf("owed.csv");
  expect(
    owed
      .map(([id, relationship, of, , state, , , isInReview]) => [id, relationship, of, state, isInReview].join())
      .toSorted(),
  ).toEqual(expected.owed);
  expect([...decisions.values()].includes("excluded,holdout,")).toBe(holdoutPercent > 0);
  expect([...decisions.keys()]).toEqual([...decisions.keys()].toSorted());
  expect(Object.fromEntries(summary.files.map(({ file, rows }) => [file, rows]))).toEqual(expected.rows);
  for (const { rows, accepted, rejected: refused } of summary.files) expect(accepted + refused).toBe(rows);
}
