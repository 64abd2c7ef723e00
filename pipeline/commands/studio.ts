import { exitCodes, PipelineError } from "../domain/errors.ts";
import type { SelectedEmployer } from "../domain/selected-employer.ts";
import { assertLedger, openLedgerToRead } from "../ledger/open-ledger.ts";
import { openStudio } from "../render/open-studio.ts";
import type { CampaignSettings } from "../settings.ts";
import { selectedEmployers } from "../steps/selected-employers.ts";
import { storyboardContextOf } from "../steps/storyboard-context.ts";
import { buildStoryboard } from "../storyboard/build-storyboard.ts";

/** `host` is the address Studio listens on. */
export type StudioOptions = { employer: string | null; host: string; port: number | null; opensBrowser: boolean };

/** Opens Studio; with an employer of the decided campaign, its guide stands first in the folder Guide. */
export async function studioCommand(
  settings: CampaignSettings,
  { signal }: { signal: AbortSignal },
  { employer, ...options }: StudioOptions,
): Promise<number> {
  const props = employer === null ? {} : { employerStoryboard: await storyboardOf(employer, settings) };
  await openStudio(props, { ...options, signal });
  return exitCodes.done;
}

async function storyboardOf(employerId: string, settings: CampaignSettings) {
  return buildStoryboard(await findSelected(employerId, settings), storyboardContextOf(settings));
}

async function findSelected(employerId: string, settings: CampaignSettings): Promise<SelectedEmployer> {
  const wanted = employerId.trim().toUpperCase();
  assertLedger(settings.outFolder);
  const ledger = await openLedgerToRead(settings.outFolder);
  if (ledger === null) throw unreadable(settings.outFolder);
  try {
    for await (const employer of selectedEmployers(ledger, settings)) {
      if (employer.employerId === wanted) return employer;
    }
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
    exitCode: exitCodes.bug,
  });
}
