import type { Storyboard } from "../../compositions/storyboard.ts";
import type { SelectedEmployer } from "../domain/selected-employer.ts";
import { countDecisions } from "../ledger/decisions.ts";
import type { Ledger } from "../ledger/open-ledger.ts";
import type { CampaignSettings } from "../settings.ts";
import { buildStoryboard, storyboardHash } from "../storyboard/build-storyboard.ts";
import { selectedEmployers } from "./selected-employers.ts";
import { storyboardContextOf } from "./storyboard-context.ts";

/** One selected employer and the guide made for them. */
export type EmployerStory = { employer: SelectedEmployer; storyboard: Storyboard; videoId: string };

/** The storyboards of all selected employers, by employer_id. Streamed. */
export async function* employerStories(ledger: Ledger, settings: CampaignSettings): AsyncGenerator<EmployerStory> {
  const context = storyboardContextOf(settings);
  for await (const employer of selectedEmployers(ledger, settings)) {
    const storyboard = buildStoryboard(employer, context);
    yield { employer, storyboard, videoId: storyboardHash(storyboard) };
  }
}

/** How many employers get a guide: the selected ones, as far as `--limit` allows. */
export function selectedCount(ledger: Ledger, { campaign, limit }: CampaignSettings): number {
  const selected = countDecisions(ledger, campaign).find(({ decision }) => decision === "selected")?.count ?? 0;
  return Math.min(selected, limit ?? selected);
}
