import type { Storyboard } from "../../compositions/storyboard.ts";
import type { SelectedEmployer } from "../domain/selected-employer.ts";
import type { Ledger } from "../ledger/open-ledger.ts";
import { buildStoryboard, storyboardHash } from "../storyboard/build-storyboard.ts";
import type { CampaignPlan } from "./campaign-plan.ts";
import { countSelected } from "./decide-plan.ts";
import { selectedEmployers } from "./selected-employers.ts";
import { storyboardContextOf } from "./storyboard-context.ts";

/** One selected employer and the guide made for them. */
export type EmployerStory = { employer: SelectedEmployer; storyboard: Storyboard; videoId: string };

/** The storyboards of all selected employers, by employer_id. Streamed. */
export async function* employerStories(ledger: Ledger, plan: CampaignPlan): AsyncGenerator<EmployerStory> {
  const context = storyboardContextOf(plan);
  for await (const employer of selectedEmployers(ledger, plan)) {
    const storyboard = buildStoryboard(employer, context);
    yield { employer, storyboard, videoId: storyboardHash(storyboard) };
  }
}

/** How many employers get a guide: the selected ones, as far as `--limit` allows. */
export function selectedCount(ledger: Ledger, plan: CampaignPlan): number {
  const selected = countSelected(ledger, plan);
  return Math.min(selected, plan.limit ?? selected);
}
