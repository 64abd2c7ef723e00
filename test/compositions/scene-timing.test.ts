import { expect, test } from "vitest";
import { sceneTiming, shownText } from "../../compositions/storyboard.ts";
import { buildStoryboard } from "../../pipeline/storyboard/build-storyboard.ts";
import { campaignOfMay } from "../storyboard/context.ts";
import { cases, employer, worker } from "../storyboard/employers.ts";

const longNames = employer("Maria ".repeat(30).trim(), [worker("X".repeat(200), "2026-Q1")]);

test.each([...Object.entries(cases), ["long names", longNames] as const])(
  "%s: nobody has to read fast, and every scene comes to rest",
  (_name, person) => {
    for (const scene of buildStoryboard(person, campaignOfMay()).scenes) {
      const { durationInFrames, movingFrames } = sceneTiming(scene);
      const seconds = durationInFrames / 25;
      expect(durationInFrames % 8).toBe(0);
      expect(movingFrames).toBeLessThan(durationInFrames);
      expect(shownText(scene).join(" ").length / seconds).toBeLessThanOrEqual(15);
      expect(scene.narration.length / seconds).toBeLessThanOrEqual(15);
      if (scene.kind === "greeting" || scene.kind === "worker") expect(movingFrames).toBeLessThanOrEqual(8);
    }
  },
);
