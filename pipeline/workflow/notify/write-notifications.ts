import path from "node:path";
import { checkWithdrawals, type WithdrawalCount } from "../../decide/plausibility.ts";
import { PipelineError } from "../../domain/errors.ts";
import type { Notification } from "../../domain/notification.ts";
import { availableUntil } from "../../domain/retention.ts";
import { keepToldQuarters } from "../../ledger/bulk/corrections.ts";
import { countGuides, guidesOf, type PlannedGuide } from "../../ledger/bulk/plan-contents.ts";
import { suppressedEmployers } from "../../ledger/bulk/suppressed.ts";
import type { Ledger } from "../../ledger/open-ledger.ts";
import { saveAddresses } from "../../ledger/queries/campaigns.ts";
import { type ManifestSummary, writeManifests } from "../../notify/manifests/write-manifests.ts";
import { buildNotifications } from "../../notify/messages/build-notifications.ts";
import { loadMessageTemplates } from "../../notify/messages/message-templates.ts";
import type { Failure } from "../../report/campaign-summary.ts";
import { campaignFolder } from "../../settings/campaign-settings.ts";
import { yieldToEventLoop } from "../../support/yield-to-event-loop.ts";
import { assertHeldOutNotTold } from "../plan/assert-holdout-stands.ts";
import { assertLimitCoversPublished } from "../plan/assert-limit-covers-published.ts";
import type { CampaignPlan } from "../plan/campaign-plan.ts";
import { type VideoCheck, videosOnDisk } from "../render/videos-on-disk.ts";
import type { RunTools } from "../run-tools.ts";
import { correctionLines } from "./correction-lines.ts";
import { type GuideAddresses, guideAddresses } from "./guide-addresses.ts";
import { reasonWithdrawn } from "./reason-withdrawn.ts";
import { recordedManifests, recordManifests } from "./record-manifests.ts";
import { suppressByLateFiles } from "./suppress-by-late-files.ts";

/** What was written, and who should have been told but has no guide. */
export type WrittenNotifications = { manifest: ManifestSummary; failures: Failure[] };

/**
 * Writes the manifests of a campaign: every selected employer with a guide that can be watched, on every channel they
 * agreed to. `guideFailures` says why a guide is missing. Whoever has paid since is left out, and listed as withdrawn
 * when a manifest named them; whoever was told and should not have been gets a correction. Throws a `PipelineError`
 * (exit 2), and changes nothing, when addresses would change, too much would be withdrawn, or somebody who was told is
 * held out.
 */
export async function writeNotifications(
  plan: CampaignPlan,
  guideFailures: ReadonlyMap<string, string>,
  tools: RunTools,
): Promise<WrittenNotifications> {
  const { ledger, progress } = tools;
  await assertLimitCoversPublished(ledger, plan);
  const folder = path.join(campaignFolder(plan), "manifests");
  await recordManifests(ledger, plan.campaign, folder);
  assertHeldOutNotTold(ledger, plan);
  const addresses = await guideAddresses(ledger, plan, tools);
  await suppressByLateFiles(ledger, plan);
  const failures: Failure[] = [];
  const withoutGuide = new Set<string>();
  const onFailure = (failure: Failure) => {
    failures.push(failure);
    withoutGuide.add(failure.employer_id);
  };
  const suppressed = new Map(
    [...suppressedEmployers(ledger, plan.campaign)].map(({ employerId, reason }) => [employerId, reason]),
  );
  const task = progress.start("Writing manifests", countGuides(ledger, plan), "employers");
  const videos = videosOnDisk(ledger, plan);
  const sources = { ledger, plan, addresses, videos, guideFailures, suppressed };
  const manifest = await writeManifests(notificationBatches(sources, task.advance, onFailure), folder, {
    campaign: plan.campaign,
    asOf: plan.asOf,
    availableUntil: availableUntil(plan.asOf),
    reasonWithdrawn: reasonWithdrawn(ledger, plan.plan, { suppressed, withoutGuide }),
    recorded: await recordedManifests(ledger, plan.campaign),
    corrections: correctionLines(ledger, plan, addresses),
    approve: (changes) => assertFewWithdrawn(plan, changes, tools),
  });
  await recordManifests(ledger, plan.campaign, folder);
  keepToldQuarters(ledger, plan);
  await saveAddresses(ledger, plan.campaign, addresses.name);
  task.finish(manifest.isUnchanged ? "nothing changed" : `version ${manifest.version}`);
  return { manifest, failures };
}

/** The check `withdrawals`, of the manifests as they would be. Throws a `PipelineError` (exit 2). */
function assertFewWithdrawn(plan: CampaignPlan, changes: WithdrawalCount, { warn }: RunTools): void {
  const { holds, sentence } = checkWithdrawals(changes, plan.config.plausibility);
  if (holds) return;
  if (plan.accepted.includes("withdrawals")) {
    warn(`Accepted although the check withdrawals fails: ${sentence}`);
    return;
  }
  throw new PipelineError("implausible", `withdrawals: ${sentence}`, {
    nextStep:
      "See why so many would no longer be told (videos that are missing, a late payments file, other extracts), or, when this is as it should be, go on with --accept withdrawals",
  });
}

type Sources = {
  ledger: Ledger;
  plan: CampaignPlan;
  addresses: GuideAddresses;
  videos: VideoCheck;
  guideFailures: ReadonlyMap<string, string>;
  suppressed: ReadonlyMap<string, string>;
};

async function* notificationBatches(
  { ledger, plan, addresses, videos, guideFailures, suppressed }: Sources,
  onEmployer: () => void,
  onFailure: (failure: Failure) => void,
): AsyncGenerator<Notification[]> {
  const { asOf, campaign, config } = plan;
  const context = { asOf, campaign, config, templates: loadMessageTemplates() };
  for await (const { employer, ...planned } of yieldToEventLoop(guidesOf(ledger, plan))) {
    onEmployer();
    if (suppressed.has(employer.employerId)) continue;
    const found = usableVideo(planned, videos, guideFailures);
    if ("reason" in found) {
      onFailure({ employer_id: employer.employerId, ...found });
      continue;
    }
    const { videoId } = found;
    const guide = {
      videoId,
      guideUrl: addresses.urlOf(employer.employerId),
      availableUntil: availableUntil(plan.asOf),
    };
    yield buildNotifications(employer, guide, context);
  }
}

/**
 * The video that an employer can be told of, or why there is none. When a guide cannot be made anew, its earlier video
 * is used if it is there, and nothing is withdrawn.
 */
function usableVideo(
  { videoId, failure }: Omit<PlannedGuide, "employer">,
  videos: VideoCheck,
  guideFailures: ReadonlyMap<string, string>,
): { videoId: string } | { reason: string } {
  if (videoId === null) return { reason: failure ?? "its guide was not planned" };
  const notMade = guideFailures.get(videoId);
  const reason = notMade === undefined ? videos.problemWith(videoId) : videos.canBeWatched(videoId) ? null : notMade;
  return reason === null ? { videoId } : { reason };
}
