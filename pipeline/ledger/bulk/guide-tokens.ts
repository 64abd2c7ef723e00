import type { GuideOwner } from "../../domain/guide-owner.ts";
import type { Ledger } from "../open-ledger.ts";
import { prepared } from "./sqlite.ts";

/** The owner of the guide with this token, by the token's SHA-256, or null when nobody was given it. */
export function guideOwner({ reader }: Ledger, tokenSha256: string): GuideOwner | null {
  const owner = prepared<[string], GuideOwner>(
    reader,
    'select campaign, employer_id as "employerId" from guide_tokens where token_sha256 = ?',
  ).get(tokenSha256);
  return owner ?? null;
}
