import { findPlan } from "../../ledger/queries/plans.ts";
import { placeholderWarnings } from "../../notify/messages/placeholders.ts";
import type { CampaignSummary } from "../../report/campaign-summary.ts";
import type { CampaignSettings } from "../../settings/campaign-settings.ts";
import { recordLatePayments } from "../../workflow/notify/late-payments.ts";
import { withLatePayments } from "../../workflow/notify/with-late-payments.ts";
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

/** Writes the manifests of a campaign; with a file of late payments, without those who have paid since. */
export async function notifyCommand(
  settings: CampaignSettings,
  tools: CommandTools,
  typed: TypedOptions & { latePayments?: string },
): Promise<number> {
  const summary = await withLedger(settings, tools, { creates: false }, async (runTools) => {
    const plan = await planToGoOnWith(settings, typed, runTools, "beside");
    await assertMadeWithTheseRules(runTools.ledger, plan);
    for (const sentence of placeholderWarnings(plan.config)) tools.warn(sentence);
    if (!plan.isDraft && (await findPlan(runTools.ledger, plan.campaign, "draft")))
      tools.warn("A draft stands beside what was published and is not gone by: «run» takes it over");
    const { latePayments } = typed;
    if (latePayments === undefined) return notifyBy(plan, runTools);
    return withLatePayments(runTools.ledger, plan, async () => {
      await takeOut(plan, latePayments, runTools);
      return notifyBy(plan, runTools);
    });
  });
  return endOfRun(settings, summary, tools);
}

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

async function takeOut(plan: CampaignPlan, file: string, { ledger, progress, signal }: RunTools): Promise<void> {
  const { suppressed, rejected } = await recordLatePayments(ledger, plan, file, progress, signal);
  const taken = Object.entries(suppressed).map(([reason, count]) => `${reason} ${count}`);
  progress.say(
    `Taken out: ${taken.join(", ")}; ${rejected} rows of the file were not used (late-payments-rejected.csv)`,
  );
}
