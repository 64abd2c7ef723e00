import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "vitest";
import { day } from "../../pipeline/domain/day.ts";
import type { Audience } from "../../pipeline/domain/decision.ts";
import { silentProgress } from "../../pipeline/support/progress.ts";
import { synthExtracts } from "../../pipeline/synth/synth-extracts.ts";
import { outcomeOf, temporaryFolder } from "../extract/campaign.ts";
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
  expect([...decisions].toSorted()).toEqual([...expected.decisions].toSorted());
  expect([...decisions.values()].includes("excluded,holdout,")).toBe(holdoutPercent > 0);
  expect([...decisions.keys()]).toEqual([...decisions.keys()].toSorted());
  expect(Object.fromEntries(summary.files.map(({ file, rows }) => [file, rows]))).toEqual(expected.rows);
  for (const { rows, accepted, rejected: refused } of summary.files) expect(accepted + refused).toBe(rows);
}
