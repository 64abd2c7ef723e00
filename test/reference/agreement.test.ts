import { test } from "vitest";
import { numberOf } from "../support/number-of.ts";
import { expectAgreement } from "./agreement.ts";

test.each([
  { seed: "a", hostilePercent: 5, asOf: "2026-05-31", audience: "all" },
  { seed: "b", hostilePercent: 5, asOf: "2026-05-31", audience: "under-76" },
  { seed: "c", hostilePercent: 25, asOf: "2026-08-31", audience: "all" },
  { seed: "d", hostilePercent: 60, asOf: "2027-02-28", audience: "all" },
  { seed: "e", hostilePercent: 0, asOf: "2026-04-10", audience: "all" },
  { seed: "f", hostilePercent: 5, asOf: "2026-04-11", audience: "all" },
  { seed: "g", hostilePercent: 5, asOf: "2026-05-31", audience: "all", holdoutPercent: 40.5 },
  { seed: "h", hostilePercent: 0, asOf: "2026-08-31", audience: "under-76", holdoutPercent: 60 },
] as const)(
  "two readings of the contract agree: seed $seed, $hostilePercent % hostile rows, as of $asOf, $audience",
  (options) =>
    expectAgreement({
      ...options,
      employers: numberOf({ ordinary: options.hostilePercent > 50 ? 60 : 120, long: 400 }),
    }),
);
