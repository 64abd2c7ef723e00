import { cleanComment } from "./clean-comment.ts";

/** What people wrote, cleaned, when enough of them did: of few, one may be told by what they write about. */
export function shownComments(comments: readonly string[], fewest: number): string[] {
  const cleaned = comments.map(cleanComment).filter((comment) => comment !== null);
  return cleaned.length < fewest ? [] : cleaned;
}
