import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { exitCodes, PipelineError } from "../../domain/errors.ts";
import type { Ledger } from "../../ledger/open-ledger.ts";
import { campaignRecord } from "../../ledger/queries/campaigns.ts";
import { forgetTokenKey, keptTokenKey } from "../../ledger/queries/secrets.ts";
import type { CampaignSettings } from "../../settings/campaign-settings.ts";
import { writeFileAtomically } from "../../support/atomic-file.ts";

const keyBytes = 32;

/** For its owner alone, also where the rest of the output folder may be read by a group. */
const ownerOnly = 0o600;

/** The key that guide tokens are made with, beside the ledger and not in it: analysts open the ledger. */
export function tokenKeyFile({ config, outFolder }: Pick<CampaignSettings, "config" | "outFolder">): string {
  return config.tokenKeyFile ?? path.join(outFolder, "guide-token.key");
}

/**
 * The secret that guide tokens are made with: of the file that the settings name, or of one beside the ledger, which is
 * made once. The key in a ledger of an earlier version is moved there. Throws a `PipelineError` when the file is
 * missing or too short: a key that was lost is not replaced by another one as long as people have addresses that were
 * made with it.
 */
export async function guideTokenKey(ledger: Ledger, settings: CampaignSettings): Promise<Uint8Array> {
  const own = path.join(settings.outFolder, "guide-token.key");
  await takeOverKey(ledger, own);
  if (settings.config.tokenKeyFile === null && !existsSync(own)) {
    const hasAddresses = ((await campaignRecord(ledger, settings.campaign))?.addresses ?? null) !== null;
    if (hasAddresses && !settings.changesAddresses) throw addressesChange(settings.campaign);
    await writeFileAtomically(own, randomBytes(keyBytes), { mode: ownerOnly });
  }
  return readTokenKey(tokenKeyFile(settings));
}

/** The same for who only reads: no key is made or moved. Throws a `PipelineError` when there is none. */
export async function existingTokenKey(settings: Pick<CampaignSettings, "config" | "outFolder">): Promise<Uint8Array> {
  const file = tokenKeyFile(settings);
  if (settings.config.tokenKeyFile === null && !existsSync(file))
    throw new PipelineError("no-token-key", `The key that guide addresses are made with is not there: ${file}`, {
      nextStep: "Put back the one that people's addresses were made with: with another one nobody finds their guide",
    });
  return readTokenKey(file);
}

/** Moves the key out of a ledger of an earlier version. */
async function takeOverKey(ledger: Ledger, file: string): Promise<void> {
  const kept = await keptTokenKey(ledger);
  if (kept === null) return;
  if (!existsSync(file)) await writeFileAtomically(file, kept, { mode: ownerOnly });
  const written = await readTokenKey(file);
  if (!Buffer.from(written).equals(kept)) {
    throw new PipelineError("two-token-keys", `The ledger still holds a key, and it is not the one of ${file}`, {
      nextStep: "Put the one that people's addresses were made with into that file and move the other ledger away",
      exitCode: exitCodes.badInput,
    });
  }
  await forgetTokenKey(ledger);
}

/** People already have other addresses than the settings would give them. */
export function addressesChange(campaign: string): PipelineError {
  return new PipelineError(
    "addresses-change",
    `The guides of ${campaign} would get other addresses than people already have (baseUrl or the token key differ)`,
    {
      nextStep:
        "Use the same baseUrl and key as before (guide-token.key beside the ledger, or tokenKeyFile); if the links people have may stop working, add --change-addresses",
    },
  );
}

/** Fewer random bytes than this can be guessed. */
const shortestKey = 16;

/**
 * The secret that guide tokens are made with, from a file of the office. Throws a `PipelineError` when it is missing or
 * short.
 */
async function readTokenKey(file: string): Promise<Uint8Array> {
  const key = await readFile(file).catch((cause) => {
    throw new PipelineError("no-token-key", `The key file ${file} cannot be read`, {
      nextStep: "Name a readable file in the settings (tokenKeyFile), or leave the setting out",
      cause,
    });
  });
  if (key.length >= shortestKey) return new Uint8Array(key);
  throw new PipelineError("short-token-key", `The key file ${file} holds fewer than ${shortestKey} bytes`, {
    nextStep: "Make a new one with at least 16 random bytes before the first campaign",
  });
}
