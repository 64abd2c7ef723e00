import { existsSync } from "node:fs";
import path from "node:path";
import type { Notification } from "../domain/notification.ts";
import type { Ledger } from "../ledger/open-ledger.ts";
import { guideTokenKey } from "../ledger/secrets.ts";
import { settledEmployers } from "../ledger/settled.ts";
import { buildNotifications } from "../notify/build-notifications.ts";
import { guideToken, guideUrl } from "../notify/guide-token.ts";
import { channelFileName } from "../notify/manifest-files.ts";
import { loadMessageTemplates } from "../notify/message-templates.ts";
import { type ManifestSummary, writeManifests } from "../notify/write-manifests.ts";
import type { Failure } from "../report/campaign-summary.ts";
import { type CampaignSettings, campaignFolder } from "../settings.ts";
import type { Progress } from "../support/progress.ts";
import { readLines } from "../support/read-lines.ts";
import { readTokenKey } from "../support/token-key-file.ts";
import { canBeWatched, type KnownVideos, knownVideos } from "./guide-plans.ts";
import { settleByLatePayments } from "./late-payments.ts";
import { reasonWithdrawn } from "./reason-withdrawn.ts";
import { recordedManifests, recordManifests } from "./record-manifests.ts";
import { refuseTrialOverWhole } from "./refuse-trial.ts";
import { availableUntil } from "./storyboard-context.ts";
import { employerStories, selectedCount } from "./storyboards.ts";

/** What was written, and who should have been told but has no guide. */
export type WrittenNotifications = { manifest: ManifestSummary; failures: Failure[] };

/**
 * Writes the manifests of a campaign: every selected employer with a guide, on every channel they agreed to.
 * `guideFailures` says why a guide is missing. Whoever has paid since is left out, and listed as withdrawn when a manifest named them.
 */
export async function writeNotifications(
  ledger: Ledger,
  settings: CampaignSettings,
  guideFailures: ReadonlyMap<string, string>,
  progress: Progress,
): Promise<WrittenNotifications> {
  await refuseTrialOverWhole(ledger, settings);
  const manifests = path.join(campaignFolder(settings), "manifests");
  await recordManifests(ledger, settings.campaign, manifests);
  const failures: Failure[] = [];
  const withoutGuide = new Set<string>();
  const onFailure = (failure: Failure) => {
    failures.push(failure);
    withoutGuide.add(failure.employer_id);
  };
  const task = progress.start("Writing manifests", selectedCount(ledger, settings), "employers");
  const tokenKey = await tokenKeyOf(ledger, settings);
  await sayWhenAddressesChange(settings, tokenKey, progress);
  await settleByLatePayments(ledger, settings);
  const withdrawals = new Map(
    [...settledEmployers(ledger, settings.campaign)].map(({ employerId, reason }) => [employerId, reason]),
  );
  const videos = knownVideos(ledger, settings.campaign);
  const sources = { ledger, settings, tokenKey, videos, guideFailures, withdrawals };
  const manifest = await writeManifests(notificationBatches(sources, task.advance, onFailure), manifests, {
    campaign: settings.campaign,
    asOf: settings.asOf,
    availableUntil: availableUntil(settings),
    reasonWithdrawn: reasonWithdrawn(ledger, settings.campaign, { settled: withdrawals, withoutGuide }),
    recorded: recordedManifests(ledger, settings.campaign),
  });
  await recordManifests(ledger, settings.campaign, manifests);
  task.finish(manifest.isUnchanged ? "nothing changed" : `version ${manifest.version}`);
  return { manifest, failures };
}

/** Whoever was told already holds an address that other settings make invalid; `--config` is easily forgotten. */
async function sayWhenAddressesChange(settings: CampaignSettings, tokenKey: Uint8Array, progress: Progress) {
  const { campaign, config } = settings;
  const file = path.join(campaignFolder(settings), "manifests", channelFileName("myinps"));
  if (!existsSync(file)) return;
  for await (const line of readLines(file)) {
    const { employer_id, guide_url } = JSON.parse(line) as Notification;
    if (guide_url !== guideUrl(config.baseUrl, guideToken(tokenKey, campaign, employer_id)))
      progress.say(
        "Guides get other addresses than in the manifests so far (baseUrl or tokenKeyFile differ): addresses that people already have stop fitting",
      );
    return;
  }
}

type Sources = {
  ledger: Ledger;
  settings: CampaignSettings;
  tokenKey: Uint8Array;
  videos: KnownVideos;
  guideFailures: ReadonlyMap<string, string>;
  withdrawals: ReadonlyMap<string, string>;
};

/** The secret of the guide tokens: the configured one, else the ledger's. */
export async function tokenKeyOf(ledger: Ledger, { config }: CampaignSettings): Promise<Uint8Array> {
  return config.tokenKeyFile === null ? guideTokenKey(ledger) : readTokenKey(config.tokenKeyFile);
}

async function* notificationBatches(
  { ledger, settings, tokenKey, videos, guideFailures, withdrawals }: Sources,
  onEmployer: () => void,
  onFailure: (failure: Failure) => void,
): AsyncGenerator<Notification[]> {
  const { campaign, config } = settings;
  const context = { campaign, config, templates: loadMessageTemplates() };
  for await (const { employer, videoId } of employerStories(ledger, settings)) {
    onEmployer();
    if (withdrawals.has(employer.employerId)) continue;
    // A guide that could not be made anew may stand as it was made before; then nothing is taken back.
    const isMissing = guideFailures.has(videoId) ? !canBeWatched(videos, settings, videoId) : !videos.has(videoId);
    if (isMissing) {
      onFailure({
        employer_id: employer.employerId,
        reason: guideFailures.get(videoId) ?? "the guide is not rendered yet",
      });
      continue;
    }
    const url = guideUrl(config.baseUrl, guideToken(tokenKey, campaign, employer.employerId));
    yield buildNotifications(employer, { videoId, guideUrl: url, availableUntil: availableUntil(settings) }, context);
  }
}
