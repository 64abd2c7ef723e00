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
}): Promise<void> {
  const folder = await temporaryFolder();
  await synthExtracts({ ...options, folder }, silentProgress);
  const expected = decideByTheLetter(folder, options);
  const { summary, decisions, rejected } = await outcomeOf(folder, {
    asOf: day(options.asOf),
    audience: options.audience,
  });
  expect(rejected.toSorted()).toEqual(expected.rejected);
  expect([...decisions].toSorted()).toEqual([...expected.decisions].toSorted());
  expect([...decisions.keys()]).toEqual([...decisions.keys()].toSorted());
  expect(Object.fromEntries(summary.files.map(({ file, rows }) => [file, rows]))).toEqual(expected.rows);
  for (const { rows, accepted, rejected: refused } of summary.files) expect(accepted + refused).toBe(rows);
}
