import { addDays, type Day, day } from "../domain/day.ts";
import type { RequestCategory, RequestState } from "../domain/request.ts";
import { dayAroundCampaign, notBefore } from "./days-around-campaigns.ts";
import type { Cells } from "./invent-employer.ts";
import type { SeededRandom } from "./seeded-random.ts";

/** What requests of an employer may be about. */
export type RequestedRelationship = { relationshipId: string; isLastQuarterPaid: boolean };

/** A third of a request for each employer: 300,000 of 900,000. */
const shareWithRequest = 0.24;
/** Who has not paid asks more often, mostly because he has. */
const shareAboutUnpaid = 0.15;

const quarters = ["2025-Q3", "2025-Q4", "2026-Q1", "2026-Q1", "2026-Q1", "2026-Q2"];
// biome-ignore format: about as often as they come
const categories: RequestCategory[] = ["paid-not-shown", "paid-not-shown", "paid-not-shown", "suspension", "cessation", "hours", "other", "other"];
const firstDay = day("2024-01-01");
const daysBefore = 790;

/** The requests of one employer, oldest number first; `nextNumber` counts all that were invented. */
export function inventRequests(
  employerId: string,
  relationships: readonly RequestedRelationship[],
  nextNumber: () => number,
  random: SeededRandom,
): Cells[] {
  const rows: Cells[] = [];
  const add = (relationshipId: string, quarter: string, category: RequestCategory) => {
    const requestId = `RQ${String(nextNumber()).padStart(8, "0")}`;
    rows.push([requestId, employerId, relationshipId, quarter, category, ...inventCourse(random)]);
  };
  for (const { relationshipId, isLastQuarterPaid } of relationships)
    if (!isLastQuarterPaid && random.chance(shareAboutUnpaid)) add(relationshipId, "2026-Q1", "paid-not-shown");
  while (random.chance(shareWithRequest)) {
    const { relationshipId } = random.pick(relationships);
    add(
      random.chance(0.8) ? relationshipId : "",
      random.chance(0.75) ? random.pick(quarters) : "",
      random.pick(categories),
    );
  }
  return rows;
}

/** State, outcome, first and last day. Those opened long ago are nearly all closed. */
function inventCourse(random: SeededRandom): [RequestState, string, Day, Day | ""] {
  const isRecent = random.chance(0.4);
  const openedOn = isRecent ? dayAroundCampaign(random) : addDays(firstDay, random.below(daysBefore));
  if (random.chance(isRecent ? 0.5 : 0.05)) return [random.chance(0.5) ? "open" : "in-progress", "", openedOn, ""];
  const closedOn = isRecent ? dayAroundCampaign(random) : addDays(openedOn, random.below(60));
  const outcome = random.pick(["accepted", "accepted", "accepted", "rejected", ""]);
  return ["closed", outcome, openedOn, notBefore(openedOn, closedOn)];
}
