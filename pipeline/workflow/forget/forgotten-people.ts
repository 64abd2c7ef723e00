import { createHmac, createSecretKey } from "node:crypto";
import { PipelineError } from "../../domain/errors.ts";
import type { Ledger } from "../../ledger/open-ledger.ts";
import { type Forgotten, forgottenIn } from "../../ledger/queries/forgotten.ts";
import type { CampaignSettings } from "../../settings/campaign-settings.ts";
import { sha256Hex } from "../../support/hash.ts";
import { existingTokenKey } from "../notify/token-key.ts";

/** Hashes people as they are kept after a removal; made with the key of the guide tokens. */
export type PersonHash = {
  /** Names the key: with another one nobody is recognised. */
  keyName: string;
  of(code: string): string;
};

export function personHash(tokenKey: Uint8Array): PersonHash {
  const key = createSecretKey(createHmac("sha256", tokenKey).update("forgotten").digest());
  const of = (code: string) => createHmac("sha256", key).update(code).digest("hex").slice(0, 32);
  return { keyName: of(""), of };
}

/** Who stays out of a campaign, whatever its extracts say. */
export type ForgottenPeople = {
  /** Names the set of people; empty when there is nobody. */
  name: string;
  /** Null when there is nobody. */
  isForgotten: ((code: string) => boolean) | null;
};

/**
 * Who was removed from a campaign. Throws a `PipelineError` (exit 2) when the key that they were hashed with is not
 * there: without it they would come back unseen.
 */
export async function forgottenPeople(
  ledger: Ledger,
  settings: Pick<CampaignSettings, "campaign" | "config" | "outFolder">,
): Promise<ForgottenPeople> {
  const forgotten = await forgottenIn(ledger, settings.campaign);
  if (forgotten.length === 0) return { name: "", isForgotten: null };
  const { keyName, of } = personHash(await existingTokenKey(settings));
  if (forgotten.some((person) => person.keyName !== keyName)) throw otherKey(settings.campaign);
  const people = new Set(forgotten.map(({ person }) => person));
  return { name: nameOfPeople(forgotten), isForgotten: (code) => people.has(of(code)) };
}

/** Equal for the same people. */
export function nameOfPeople(forgotten: readonly Pick<Forgotten, "person">[]): string {
  return sha256Hex(
    forgotten
      .map(({ person }) => person)
      .sort()
      .join("\n"),
  );
}

function otherKey(campaign: string): PipelineError {
  return new PipelineError(
    "forgotten-with-another-key",
    `People were removed from ${campaign} under another key than this`,
    {
      nextStep:
        "Put back the key of that day (guide-token.key or tokenKeyFile): with another one they would be told again",
    },
  );
}
