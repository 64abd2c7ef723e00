import { findPlan } from "../../ledger/queries/plans.ts";
import { placeholderWarnings } from "../../notify/messages/placeholders.ts";
import type { CampaignSummary } from "../../report/campaign-summary.ts";
import type { CampaignSettings } from "../../settings/campaign-settings.ts";
import { type LateFileSummary, recordLatePayments, recordLateRequests } from "../../workflow/notify/late-files.ts";
import { withLateFiles } from "../../workflow/notify/with-late-files.ts";
import type { CampaignPlan } from "../../workflow/plan/campaign-plan.ts";
import { dropDraft, takeOverDraft } from "../../workflow/plan/make-plan.ts";
import { writeSummary } from "../../workflow/report/summarise.ts";
import { notifyCampaign } from "../../workflow/run.ts";
import type { RunTools } from "../../workflow/run-tools.ts";
import type { CommandTools } from "../command-tools.ts";
import type { TypedOptions } from "../options.ts";
import { endOfRun } from "../screens/end-of-run.ts";
import { assertMadeWithTheseRules, planToGoOnWith } from "./planned-settings.ts";
import { withLedger } from "./with-ledger.ts";

/**
 * Writes the manifests of a campaign; with files of late payments and late requests, without those who have paid since,
 * and those whose quarters are in review now.
 */
export async function notifyCommand(
  settings: CampaignSettings,
  tools: CommandTools,
  typed: TypedOptions & LateFiles,
): Promise<number> {
  const summary = await withLedger(settings, tools, { creates: false }, async (runTools) => {
    const plan = await planToGoOnWith(settings, typed, runTools, "beside");
    await assertMadeWithTheseRules(runTools.ledger, plan);
    for (const sentence of placeholderWarnings(plan.config)) tools.warn(sentence);
    if (!plan.isDraft && (await findPlan(runTools.ledger, plan.campaign, "draft")))
      tools.warn("A draft stands beside what was published and is not gone by: «run» takes it over");
    if (typed.latePayments === undefined && typed.requests === undefined) return notifyBy(plan, runTools);
    return withLateFiles(runTools.ledger, plan, async () => {
      await takeOut(plan, typed, runTools);
      return notifyBy(plan, runTools);
    });
  });
  return endOfRun(settings, summary, tools);
}

type LateFiles = { latePayments?: string; requests?: string };

/** A draft becomes the current plan only after its manifests are written; on an error the current plan stays. */
async function notifyBy(plan: CampaignPlan, tools: RunTools): Promise<CampaignSummary> {
  if (!plan.isDraft) return notifyCampaign(plan, tools);
  try {
    await notifyCampaign(plan, tools);
  } catch (error) {
    await dropDraft(tools.ledger, plan);
    throw error;
  }
  return writeSummary(tools.ledger, await takeOverDraft(tools.ledger, plan));
}

async function takeOut(
  plan: CampaignPlan,
  { latePayments, requests }: LateFiles,
  { ledger, progress, signal }: RunTools,
): Promise<void> {
  const say = ({ suppressed, rejected }: LateFileSummary, list: string) => {
    const taken = Object.entries(suppressed).map(([reason, count]) => `${reason} ${count}`);
    progress.say(`Taken out: ${taken.join(", ")}; ${rejected} rows of the file were not used (${list})`);
  };
  if (latePayments !== undefined)
    say(await recordLatePayments(ledger, plan, latePayments, progress, signal), "late-payments-rejected.csv");
  if (requests !== undefined)
    say(await recordLateRequests(ledger, plan, requests, progress, signal), "late-requests-rejected.csv");
}
