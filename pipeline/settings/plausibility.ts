import { z } from "zod";

const percent = (standard: number) => z.number().min(0).max(100).default(standard);
const count = (standard: number) => z.number().int().nonnegative().default(standard);

/**
 * Limits of the plausibility checks; `contract.md`, section 2, in its order. The checks `future`, `control` and
 * `files` compare without a threshold and have no setting. With fewer rows than a count says, its check always holds.
 */
export const plausibilitySettings = z
  .strictObject({
    /** In an overdue quarter that at least `relationships` owe, at least `percent` of them have a contribution row. */
    coverage: z.strictObject({ relationships: count(100), percent: percent(50) }).prefault({}),
    /** Of at least `payments` dated contribution rows the latest is at most `days` before the as-of date. */
    stale: z.strictObject({ payments: count(10_000), days: count(45) }).prefault({}),
    /** A file has at least `percent` of the accepted rows that it had in the campaign before. */
    shrunk: z.strictObject({ percent: percent(50) }).prefault({}),
    /**
     * Of at least `employers` who owe something, at most `percent` are selected; and at most `growthFactor` times the
     * share of the campaign before, or less than `growthPoints` percentage points more.
     */
    selectedShare: z
      .strictObject({
        employers: count(100),
        percent: percent(40),
        growthFactor: z.number().min(1).default(2),
        growthPoints: percent(5),
      })
      .prefault({}),
    /** Of at least `rows` contribution rows, at most `percent` name an unknown relationship. */
    unknownRelationships: z.strictObject({ rows: count(100), percent: percent(20) }).prefault({}),
    /** Of at least `rows` rows that give a mobile (an e-mail), at most `percent` are invalid. */
    contacts: z.strictObject({ rows: count(100), percent: percent(20) }).prefault({}),
    /** New manifests withdraw at most `notifications`, or at most `percent` of those that stand. */
    withdrawals: z.strictObject({ notifications: count(20), percent: percent(10) }).prefault({}),
  })
  .prefault({});
