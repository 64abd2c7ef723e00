import type { Storyboard } from "../../../compositions/storyboard.ts";
import { exitCodes, PipelineError } from "../../domain/errors.ts";
import { guideOf } from "../../ledger/bulk/plan-contents.ts";
import { assertLedger, openLedgerToRead } from "../../ledger/open-ledger.ts";
import { openStudio } from "../../render/open-studio.ts";
import type { CampaignSettings } from "../../settings/campaign-settings.ts";
import { buildStoryboard } from "../../storyboard/build-storyboard.ts";
import type { Warn } from "../../support/progress.ts";
import { storyboardContextOf } from "../../workflow/plan/campaign-plan.ts";
import type { CommandTools } from "../command-tools.ts";
import type { TypedOptions } from "../options.ts";
import { planToLookAt } from "./planned-settings.ts";

export type StudioOptions = {
  employer: string | null;
  /** The one address it listens on. */
  host: string;
  port: number | null;
  opensBrowser: boolean;
};

/** Opens Studio; with an employer of the decided campaign, its guide stands first in the folder Guide. */
export async function studioCommand(
  settings: CampaignSettings,
  { signal, warn }: Pick<CommandTools, "signal" | "warn">,
  typed: TypedOptions,
  { employer, ...options }: StudioOptions,
): Promise<number> {
  const props = employer === null ? {} : { employerStoryboard: await storyboardOf(employer, settings, typed, warn) };
  await openStudio(props, { ...options, signal });
  return exitCodes.done;
}

/** The guide of an employer as the campaign was planned last. The ledger is only read: a run may be in progress. */
async function storyboardOf(
  employerId: string,
  settings: CampaignSettings,
  typed: TypedOptions,
  warn: Warn,
): Promise<Storyboard> {
  const wanted = employerId.trim().toUpperCase();
  assertLedger(settings.outFolder);
  const ledger = await openLedgerToRead(settings.outFolder);
  if (ledger === null) throw unreadable(settings.outFolder);
  try {
    const plan = await planToLookAt(ledger, settings, typed, warn);
    const guide = guideOf(ledger, plan, wanted);
    if (guide !== null) return buildStoryboard(guide.employer, storyboardContextOf(plan));
  } finally {
    await ledger.close();
  }
  throw new PipelineError("no-such-guide", `The campaign ${settings.campaign} has no guide for that employer`, {
    nextStep: "Look with «videoguida inspect <employer_id>» at what was decided and why",
  });
}

function unreadable(outFolder: string): PipelineError {
  return new PipelineError("ledger-not-readable", `The ledger in ${outFolder} cannot be opened`, {
    nextStep: "Give this user the right to write into that folder, where SQLite keeps its log, or copy the folder",
    exitCode: exitCodes.failure,
  });
}
