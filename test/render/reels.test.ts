import fc from "fast-check";
import { expect, test } from "vitest";
import type { Scene } from "../../compositions/storyboard.ts";
import { planReels, renderedFrames } from "../../pipeline/render/scenes/reels.ts";
import { exampleScene } from "./example-scene.ts";

const jobs = fc.array(
  fc.record({
    key: fc.uuid(),
    scene: fc.string({ minLength: 1, maxLength: 80 }).map((name): Scene => exampleScene({ name: name.trim() || "A" })),
  }),
  { maxLength: 120 },
);

test("every scene is dealt out once, in slots without gap or overlap, and reels stay short", () => {
  fc.assert(
    fc.property(jobs, fc.integer({ min: 1, max: 4 }), (scenes, browsers) => {
      const reels = planReels(scenes, browsers);
      expect(reels.flatMap(({ slots }) => slots.map(({ key }) => key)).sort()).toEqual(
        scenes.map(({ key }) => key).sort(),
      );
      for (const { slots, durationInFrames } of reels) {
        let next = 0;
        for (const slot of slots) {
          expect(slot.from).toBe(next);
          expect(slot.frames).toBe(renderedFrames(slot.scene));
          next += slot.frames;
        }
        expect(durationInFrames).toBe(next);
        expect(slots.length === 1 || durationInFrames <= 320).toBe(true);
      }
      const work = scenes.reduce((sum, { scene }) => sum + renderedFrames(scene), 0);
      if (scenes.length >= browsers * 4 && work > 0) expect(reels.length).toBeGreaterThanOrEqual(browsers);
    }),
  );
});
