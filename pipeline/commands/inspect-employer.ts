import type { SelectedEmployer } from "../domain/selected-employer.ts";
import type { CampaignSettings } from "../settings.ts";
import type { CampaignPlan } from "../steps/campaign-plan.ts";
import { storyboardContextOf } from "../steps/storyboard-context.ts";
import { buildStoryboard } from "../storyboard/build-storyboard.ts";
import { inspectCommand } from "./inspect.ts";

/** Shows everything known of an employer, with the scenes of their guide. */
export async function inspectEmployerCommand(
  settings: CampaignSettings,
  employerId: string,
  typed: { json?: boolean },
): Promise<number> {
  const scenesOf = (employer: SelectedEmployer, plan: CampaignPlan) =>
    buildStoryboard(employer, storyboardContextOf(plan)).scenes.map(({ kind }) => kind);
  return inspectCommand(settings, { scenesOf }, { employerId, json: typed.json === true });
}
