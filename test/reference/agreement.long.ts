import { test } from "vitest";
import { expectAgreement } from "./agreement.ts";
// The ordinary ones too, with more employers.
import "./agreement.test.ts";

const seeds = Array.from({ length: 60 }, (_, index) => `long ${index}`);

test.each(seeds)("two readings of the contract agree on thousands of employers: %s", (seed) =>
  expectAgreement({
    seed,
    employers: 3_000,
    hostilePercent: 5,
    asOf: seed.endsWith("3") ? "2026-08-31" : "2026-05-31",
    audience: seed.endsWith("5") ? "under-76" : "all",
    holdoutPercent: seed.endsWith("7") ? 10 : 0,
  }),
);
