import { cleanComment } from "./clean-comment.ts";
import type { VisitCounts } from "./count-visits.ts";

/** What people wrote, cleaned, when enough of them did: of few, one may be told by what they write about. */
export function shownComments({ comments }: Pick<VisitCounts, "comments">, fewest: number): string[] {
  const cleaned = comments.map(cleanComment).filter((comment) => comment !== null);
  return cleaned.length < fewest ? [] : cleaned;
}
