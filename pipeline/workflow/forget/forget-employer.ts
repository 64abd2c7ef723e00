import { rm } from "node:fs/promises";
import path from "node:path";
import { toldStateOf } from "../../ledger/bulk/notifications.ts";
import { countGuides, countVideos } from "../../ledger/bulk/plan-contents.ts";
import { tablesNaming } from "../../ledger/bulk/remove-employer.ts";
import { overwritingDeleted } from "../../ledger/bulk/sqlite.ts";
import type { Ledger } from "../../ledger/open-ledger.ts";
import {
  beginForgetting,
  countForgottenTold,
  endForgetting,
  type Forgetting,
  filesToDelete,
  forgetFilesToDelete,
  forgottenIn,
} from "../../ledger/queries/forgotten.ts";
import { campaignsOfLedger, plansOf, savePlanFiles } from "../../ledger/queries/plans.ts";
import { type StageResult, saveStageResult, stageResults } from "../../ledger/queries/stage-results.ts";
import { forgetInManifests } from "../../notify/manifests/forget-in-manifests.ts";
import { readManifest } from "../../notify/manifests/manifest-files.ts";
import type { Manifest } from "../../notify/manifests/manifest-schema.ts";
import { sceneFileIn } from "../../render/scenes/scene-cache.ts";
import type { StageFindings } from "../../report/summarise-campaign.ts";
import { type CampaignSettings, campaignFolder } from "../../settings/campaign-settings.ts";
import { recordManifests } from "../notify/record-manifests.ts";
import { type CampaignPlan, campaignPlan, hasUsableSettings, planFolder } from "../plan/campaign-plan.ts";
import { notificationSummary, writeSummary } from "../report/summarise.ts";
import { filesNaming } from "./files-naming.ts";
import { forgetInContactSheet, forgetInTables, removeDossiers, removeUnusedVideos } from "./forget-in-files.ts";
import { forgetInLedger } from "./forget-in-ledger.ts";
import type { PersonHash } from "./forgotten-people.ts";

/** What is done beside the ledger and the files of campaigns, before a removal counts as done. */
export type ForgetElsewhere = { events: () => Promise<void>; report: (plan: CampaignPlan) => Promise<void> };

/**
 * Removes a person from everything that is kept of campaigns that are not purged: manifests and every version before,
 * the ledger, files for people, videos that only they had, events, dossiers. Counts stay, and a keyed hash that they were
 * removed. Killed at any point, the next call ends the same. Returns where they still stand: nowhere, unless somebody
 * else keeps files there.
 */
export async function forgetEmployer(
  ledger: Ledger,
  settings: CampaignSettings,
  forgetting: Forgetting,
  { hash, elsewhere }: { hash: PersonHash; elsewhere: ForgetElsewhere },
): Promise<string[]> {
  const { employerId } = forgetting;
  const { outFolder } = settings;
  await beginForgetting(ledger, forgetting);
  const campaigns = await campaignsOfLedger(ledger);
  // First the manifests: the ledger knows until then who stood in them.
  for (const campaign of campaigns) await forgetInNewest(ledger, { outFolder, campaign }, employerId, hash);
  const fileOfScene = (key: string) => path.relative(outFolder, sceneFileIn(path.join(outFolder, "cache"), key));
  await forgetInLedger(ledger, forgetting, { hash, fileOfScene });
  for (const campaign of campaigns) await forgetInCampaign(ledger, { ...settings, campaign }, employerId, elsewhere);
  await removeDossiers(outFolder, employerId);
  await elsewhere.events();
  for (const file of await filesToDelete(ledger)) await rm(path.join(outFolder, file), { force: true });
  await overwritingDeleted(ledger.writer, async () => {
    await forgetFilesToDelete(ledger);
    await endForgetting(ledger, employerId);
  });
  const tables = tablesNaming(ledger.writer, employerId).map((table) => `${path.basename(ledger.file)}, ${table}`);
  return [...tables, ...(await filesNaming(outFolder, employerId))];
}

/** A new version without the person of manifests in which they stood. */
async function forgetInNewest(
  ledger: Ledger,
  at: { outFolder: string; campaign: string },
  employerId: string,
  hash: PersonHash,
): Promise<void> {
  const { campaign } = at;
  const folder = path.join(campaignFolder(at), "manifests");
  await recordManifests(ledger, campaign, folder);
  const isCounted = (await forgottenIn(ledger, campaign)).some(({ person }) => person === hash.of(employerId));
  const { wasTold } = toldStateOf(ledger, campaign, employerId);
  const forgotten = (await countForgottenTold(ledger, campaign)) + (wasTold && !isCounted ? 1 : 0);
  if (forgotten === 0) return;
  await forgetInManifests(folder, employerId, forgotten);
  await recordManifests(ledger, campaign, folder);
}

async function forgetInCampaign(
  ledger: Ledger,
  settings: CampaignSettings,
  employerId: string,
  { report }: ForgetElsewhere,
): Promise<void> {
  const folder = campaignFolder(settings);
  for (const found of await plansOf(ledger, settings.campaign)) {
    if (found.state === "pending") continue;
    // Settings that this version refuses must not keep anybody from being forgotten: the counts do not need them.
    const plan = campaignPlan(hasUsableSettings(found) ? found : { ...found, settings: "{}" }, settings);
    const digests = await forgetInTables(planFolder(plan), employerId);
    if (found.files !== null) await savePlanFiles(ledger, plan.plan, filesAfter(found.files, digests));
    const manifest = (await readManifest(path.join(folder, "manifests")))?.manifest ?? null;
    await recount(ledger, plan, plan.isDraft ? null : manifest);
    await writeSummary(ledger, plan);
    if (plan.isDraft) continue;
    await removeUnusedVideos(ledger, plan);
    await report(plan);
  }
  await forgetInContactSheet(folder, employerId);
}

/** The digests of the files of a plan, as they are now. */
function filesAfter(files: string, digests: Readonly<Record<string, string>>): string {
  const known = JSON.parse(files) as Record<string, string>;
  return JSON.stringify(
    Object.fromEntries(Object.entries(known).map(([name, sha256]) => [name, digests[name] ?? sha256])),
  );
}

/** What stages came to, as it is without somebody: how many get a guide, and what the manifests hold. */
async function recount(ledger: Ledger, plan: CampaignPlan, manifest: Manifest | null): Promise<void> {
  const [employers, videos] = [countGuides(ledger, plan), countVideos(ledger, plan)];
  for (const { result, ...stage } of await stageResults(ledger, plan.plan)) {
    const found = JSON.parse(result) as StageFindings;
    const counted: StageFindings = {
      ...found,
      ...(found.plan ? { plan: { ...found.plan, guides: employers, stories: videos } } : {}),
      ...(found.guides ? { guides: { ...found.guides, employers, videos } } : {}),
      ...(found.notifications && manifest ? { notifications: notificationSummary(manifest) } : {}),
    };
    const kept: StageResult = { ...stage, result: JSON.stringify(counted) };
    await saveStageResult(ledger, plan.plan, kept);
  }
}
