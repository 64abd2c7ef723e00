import type { GuideOwner } from "../../domain/guide-owner.ts";
import type { SelectedEmployer } from "../../domain/selected-employer.ts";
import { canonicalJson, hmacSha256 } from "../../support/hash.ts";

/** What stands for a relationship in addresses of ours, 16 hexadecimal digits: its code is in no address that proxies log. */
export type RelationshipReference = (owner: GuideOwner, relationshipId: string) => string;

/** Stable for a guide, also when its plan is made anew; without the key of the tokens nobody can tell the code. */
export function relationshipReferences(tokenKey: Uint8Array): RelationshipReference {
  return ({ campaign, employerId }, relationshipId) =>
    hmacSha256(tokenKey, canonicalJson(["relationship", campaign, employerId, relationshipId]))
      .toString("hex")
      .slice(0, 16);
}

/** The relationship of a guide that a reference stands for, or null. */
export function relationshipReferredTo(
  { workers, inReview }: SelectedEmployer,
  isReferredTo: (relationshipId: string) => boolean,
): string | null {
  const ids = [...workers, ...inReview].map(({ relationshipId }) => relationshipId);
  return ids.find(isReferredTo) ?? null;
}
