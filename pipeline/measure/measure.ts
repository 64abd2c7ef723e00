import type { Shown } from "./disclosure/small-numbers.ts";

/** One figure of a campaign, by the names of contract, section 6, or why it is not shown. */
export type Measure = { measure: string; dimension: string; value: Shown };
