import { type Scene, sceneTiming, videoProfile } from "../../compositions/storyboard.ts";
import { type GuideRecord, saveGuides } from "../ledger/guides.ts";
import type { Ledger } from "../ledger/open-ledger.ts";
import type { SceneKeyOf } from "../render/scene-key.ts";
import { type UnsettableName, unsettableNames } from "../storyboard/unsettable-names.ts";
import type { Progress } from "../support/progress.ts";
import type { CampaignPlan } from "./campaign-plan.ts";
import { type EmployerStory, employerStories, selectedCount } from "./storyboards.ts";

/** A scene of a campaign and in how many different guides it is shown. */
export type PlannedScene = { scene: Scene; guides: number };

/** Which guides a campaign needs, and which scenes they are made of. */
export type GuidesPlan = {
  employers: number;
  /** Different guides: employers with the same story share one. */
  videoIds: Set<string>;
  scenes: Map<string, PlannedScene>;
  framesOfVideo: number;
  /** First names that guides leave out: how many, and the first of them by employer_id. */
  unsettable: { count: number; sample: UnsettableName[] };
};

/** Names that a person is shown as examples. */
const sampledNames = 20;

/**
 * Finds all different guides and scenes of a campaign before anything is rendered, and notes in the ledger who gets which guide.
 * Memory grows with different guides and scenes, not with employers.
 */
export async function planGuides(
  ledger: Ledger,
  campaignPlan: CampaignPlan,
  keyOf: SceneKeyOf,
  { progress, signal }: { progress: Progress; signal: AbortSignal },
): Promise<GuidesPlan> {
  const plan: GuidesPlan = {
    employers: 0,
    videoIds: new Set(),
    scenes: new Map(),
    framesOfVideo: 0,
    unsettable: { count: 0, sample: [] },
  };
  const task = progress.start("Storyboards", selectedCount(ledger, campaignPlan), "employers");
  async function* guides(): AsyncGenerator<GuideRecord> {
    for await (const story of employerStories(ledger, campaignPlan)) {
      signal.throwIfAborted();
      plan.employers++;
      addToPlan(plan, story, keyOf);
      addUnsettable(plan, story);
      task.advance();
      yield { employerId: story.employer.employerId, videoId: story.videoId };
    }
  }
  await saveGuides(ledger, campaignPlan.plan, guides());
  task.finish(`${plan.employers} employers, ${plan.videoIds.size} guides, ${plan.scenes.size} scenes`);
  return plan;
}

function addToPlan(plan: GuidesPlan, { storyboard, videoId }: EmployerStory, keyOf: SceneKeyOf): void {
  if (plan.videoIds.has(videoId)) return;
  plan.videoIds.add(videoId);
  for (const scene of storyboard.scenes) {
    const key = keyOf(scene);
    const known = plan.scenes.get(key);
    if (known) known.guides++;
    else plan.scenes.set(key, { scene, guides: 1 });
    plan.framesOfVideo += sceneTiming(scene).durationInFrames;
  }
}

function addUnsettable({ unsettable }: GuidesPlan, { employer, storyboard }: EmployerStory): void {
  for (const name of unsettableNames(employer, storyboard)) {
    unsettable.count++;
    if (unsettable.sample.length < sampledNames) unsettable.sample.push(name);
  }
}

/** Length of all different guides together. */
export function secondsOfVideo(plan: GuidesPlan): number {
  return plan.framesOfVideo / videoProfile.fps;
}
