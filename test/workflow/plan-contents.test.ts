import { expect, test } from "vitest";
import { sceneTiming } from "../../compositions/storyboard.ts";
import { settingsFrom } from "../../pipeline/cli/options.ts";
import { day } from "../../pipeline/domain/day.ts";
import { guidesOf, scenesIn, scenesOfGuide, videosIn } from "../../pipeline/ledger/bulk/plan-contents.ts";
import { digestOfTexts } from "../../pipeline/media/guide-digest.ts";
import { buildStoryboard, storyboardHash } from "../../pipeline/storyboard/build-storyboard.ts";
import { textsOf } from "../../pipeline/storyboard/texts-of.ts";
import { storyboardContextOf } from "../../pipeline/workflow/plan/campaign-plan.ts";
import { fixtures } from "../cli/commands/command-session.ts";
import { ledgerIn } from "../extract/campaign.ts";
import { planFor } from "../extract/planned.ts";
import { temporaryFolder } from "../notify/manifest-folder.ts";

test("what a plan keeps of each guide is what is built for its employer alone, in the order of its fields", async () => {
  const out = temporaryFolder();
  const ledger = await ledgerIn(out);
  const plan = await planFor(ledger, settingsFrom({ extracts: fixtures, campaign: "2026-05", out }, day("2026-06-01")));
  const context = storyboardContextOf(plan);
  const videos = new Map([...videosIn(ledger, plan)].map((video) => [video.videoId, video]));
  const guides = [...guidesOf(ledger, plan)];
  expect([guides.length, videos.size]).toEqual([12, 11]);
  for (const { employer, videoId } of guides) {
    const built = buildStoryboard(employer, context);
    // As text: timing follows the order in which a scene names what it shows.
    expect(JSON.stringify(scenesOfGuide(ledger, plan.plan, employer.employerId))).toBe(JSON.stringify(built.scenes));
    expect(videoId).toBe(storyboardHash(built));
    const video = videos.get(videoId ?? "");
    expect(video?.frames).toBe(built.scenes.reduce((sum, scene) => sum + sceneTiming(scene).durationInFrames, 0));
    expect(video?.textsDigest).toBe(digestOfTexts(textsOf(built)));
  }
  for (const { scene, frames } of scenesIn(ledger, plan)) expect(sceneTiming(scene).durationInFrames).toBe(frames);
});
