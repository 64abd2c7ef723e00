import type { EmployerPosition, Relationship } from "../domain/position.ts";
import type { Quarter } from "../domain/quarter.ts";
import type { DecisionRules } from "./decision-rules.ts";
import { isInForce, owesQuarter } from "./owes-quarter.ts";
import type { QuarterCoverage } from "./plausibility.ts";

/** Counts, employer by employer, what is recorded of the quarters that are owed. */
export type CoverageCounter = {
  add(position: EmployerPosition): void;
  result(): {
    quarters: QuarterCoverage[];
    /** Relationships in force that owe a quarter and are recorded only for quarters before the first overdue one. */
    stopped: number;
  };
};

/** For each overdue quarter: relationships in force that owe it, and how many of them have a contribution row for it. */
export function coverageCounter(rules: DecisionRules): CoverageCounter {
  const quarters = rules.overdue.map((quarter): QuarterCoverage => ({ quarter, owing: 0, recorded: 0 }));
  const [first] = rules.overdue;
  let stopped = 0;
  return {
    add({ relationships }) {
      for (const relationship of relationships) {
        if (!isInForce(relationship, rules.asOf)) continue;
        const owed = quarters.filter(({ quarter }) => owesQuarter(relationship, quarter));
        for (const entry of owed) {
          entry.owing += 1;
          if (isRecorded(relationship, entry.quarter)) entry.recorded += 1;
        }
        if (owed.length > 0 && first !== undefined && hasStopped(relationship, first)) stopped += 1;
      }
    },
    result: () => ({ quarters, stopped }),
  };
}

function isRecorded({ contributions }: Relationship, quarter: Quarter): boolean {
  return contributions.some((row) => row.quarter === quarter);
}

/** Contributions come by quarter, so the last row is of the latest. */
function hasStopped({ contributions }: Relationship, firstOverdue: Quarter): boolean {
  const latest = contributions.at(-1)?.quarter;
  return latest !== undefined && latest < firstOverdue;
}
