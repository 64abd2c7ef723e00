import { afterAll, beforeAll, expect, test } from "vitest";
import { type Scene, sceneTiming } from "../../compositions/storyboard.ts";
import { exampleScenes } from "../../pipeline/storyboard/example-scenes.ts";
import { campaignOfMay } from "../storyboard/context.ts";
import { openStage, showSheet } from "./stage.ts";
import { thumbnail } from "./thumbnail.ts";

const scenes = exampleScenes(campaignOfMay());
let stage: Awaited<ReturnType<typeof openStage>>;
let [moving, atRest, atEnd]: Buffer[][] = [];

/** All scenes at a frame of theirs, always at the same place of the page: browsers round differently elsewhere. */
async function picturesAt(frameOf: (scene: Scene) => number): Promise<Buffer[]> {
  const entries = scenes.map(({ scene }) => ({ scene, note: "", frame: frameOf(scene) }));
  await showSheet(stage.page, entries, { width: 2016, height: Math.ceil(scenes.length / 3) * 440 + 24 });
  const pictures: Buffer[] = [];
  for (const index of scenes.keys()) pictures.push(await thumbnail(stage.page, index));
  return pictures;
}

beforeAll(async () => {
  stage = await openStage();
  moving = await picturesAt((scene) => sceneTiming(scene).movingFrames - 3);
  atRest = await picturesAt((scene) => sceneTiming(scene).movingFrames);
  atEnd = await picturesAt((scene) => sceneTiming(scene).durationInFrames - 1);
});

afterAll(() => stage?.browser.close());

// The renderer takes no picture after the moving frames and repeats the last one.
test.each(scenes.map(({ name }, index) => ({ name, index })))(
  "$name is still once its moving frames are over, and not before",
  ({ index }) => {
    expect(atRest?.[index]?.equals(atEnd?.[index] ?? Buffer.alloc(0))).toBe(true);
    expect(atRest?.[index]?.equals(moving?.[index] ?? Buffer.alloc(0))).toBe(false);
  },
);
