import { checkMessages } from "../../notify/messages/check-messages.ts";
import { loadMessageTemplates } from "../../notify/messages/message-templates.ts";
import type { CampaignSettings } from "../../settings/campaign-settings.ts";
import { checkStoryboards } from "../../storyboard/check-storyboards.ts";
import { canonicalJson } from "../../support/hash.ts";
import { guideAddresses } from "../notify/guide-addresses.ts";
import type { RunTools } from "../run-tools.ts";
import { storyboardContextOf } from "./campaign-plan.ts";

/** Settings by which every text was built in this process: they need not be tried when it makes a plan once more. */
const tried = new Set<string>();

/**
 * Tries everything about settings and templates that would otherwise fail late, in the middle of a campaign: texts that
 * do not fit, messages that a channel refuses, a key that is too short, addresses that would change. Throws a
 * `PipelineError` (exit 2).
 */
export async function assertSettingsWork(
  settings: CampaignSettings,
  tools: Pick<RunTools, "ledger" | "warn">,
): Promise<void> {
  const { asOf, campaign, config } = settings;
  const texts = canonicalJson({ asOf, campaign, config });
  if (!tried.has(texts)) {
    checkStoryboards(storyboardContextOf(settings));
    checkMessages({ asOf, campaign, config, templates: loadMessageTemplates() });
    tried.add(texts);
  }
  await guideAddresses(tools.ledger, settings, tools);
}
