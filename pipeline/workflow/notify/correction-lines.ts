import { availableUntil } from "../../domain/retention.ts";
import { standingCorrections } from "../../ledger/bulk/corrections.ts";
import type { Ledger } from "../../ledger/open-ledger.ts";
import { type CorrectionLine, compareCorrections } from "../../notify/manifests/correction-lines.ts";
import { buildCorrection } from "../../notify/messages/build-corrections.ts";
import { loadMessageTemplates } from "../../notify/messages/message-templates.ts";
import { mergeSorted } from "../../support/merge-sorted.ts";
import { yieldToEventLoop } from "../../support/yield-to-event-loop.ts";
import type { CampaignPlan } from "../plan/campaign-plan.ts";
import type { GuideAddresses } from "./guide-addresses.ts";
import { awaitingCorrection } from "./told-wrongly.ts";

/**
 * All lines of corrections.ndjson in the order of a manifest: those of earlier versions that still stand, as they were written, and
 * one for everybody who was told wrongly, on each channel that reached them. The ledger has to know the newest version.
 */
export function correctionLines(
  ledger: Ledger,
  plan: CampaignPlan,
  addresses: GuideAddresses,
): AsyncGenerator<CorrectionLine> {
  return mergeSorted([writtenLines(ledger, plan), newLines(ledger, plan, addresses)], compareCorrections);
}

async function* writtenLines(ledger: Ledger, plan: CampaignPlan): AsyncGenerator<CorrectionLine> {
  for await (const { employerId, channel, content } of yieldToEventLoop(standingCorrections(ledger, plan)))
    yield { employerId, channel, text: content };
}

async function* newLines(
  ledger: Ledger,
  plan: CampaignPlan,
  addresses: GuideAddresses,
): AsyncGenerator<CorrectionLine> {
  const { asOf, campaign, config } = plan;
  const context = { asOf, campaign, config, templates: loadMessageTemplates() };
  for await (const { employer, channels } of awaitingCorrection(ledger, plan)) {
    const { employerId } = employer;
    const guide = { guideUrl: addresses.urlOf(employerId), availableUntil: availableUntil(asOf) };
    for (const channel of channels) {
      const text = JSON.stringify(buildCorrection(channel, { employer, guide, context }));
      yield { employerId, channel, text };
    }
  }
}
