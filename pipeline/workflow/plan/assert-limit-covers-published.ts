import path from "node:path";
import { PipelineError } from "../../domain/errors.ts";
import { countNotifications } from "../../ledger/bulk/notifications.ts";
import type { Ledger } from "../../ledger/open-ledger.ts";
import { readManifest } from "../../notify/manifests/manifest-files.ts";
import { type CampaignSettings, campaignFolder } from "../../settings/campaign-settings.ts";

/**
 * A trial of a few would withdraw everybody else from the manifests of a whole campaign: throws a `PipelineError` (exit
 * 2) when the manifests that stand, or stood before they were moved away, name more employers than `--limit` allows.
 * Every employer who is told is told by MyINPS.
 */
export async function assertLimitCoversPublished(ledger: Ledger, settings: CampaignSettings): Promise<void> {
  if (settings.limit === null) return;
  const standing = await readManifest(path.join(campaignFolder(settings), "manifests"));
  const told = standing?.manifest.totals.by_channel.myinps ?? recordedAsTold(ledger, settings.campaign);
  if (told <= settings.limit) return;
  throw new PipelineError(
    "trial-over-whole",
    `The manifests of ${settings.campaign} name ${told} employers, more than --limit allows`,
    {
      nextStep: "Leave --limit out, or make the trial in another folder with --out",
    },
  );
}

function recordedAsTold(ledger: Ledger, campaign: string): number {
  const standing = countNotifications(ledger, campaign).find(
    ({ channel, state }) => channel === "myinps" && state === "written",
  );
  return standing?.count ?? 0;
}
