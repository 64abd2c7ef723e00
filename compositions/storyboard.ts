import { z } from "zod";
import { type Scene, scene } from "./scene.ts";

export { isSetInTitillium, missingGlyphs } from "./fonts/glyphs.ts";
export {
  type FlyerTexts,
  flyer,
  panelFrames,
  type SpotTexts,
  spot,
} from "./launch/launch.ts";
export { type Scene, type SceneKind, type SceneOf, scene, sceneKinds } from "./scene.ts";
export { sceneTiming, videoProfile } from "./scene-timing.ts";
export { shownText } from "./shown-text.ts";

/** The ordered scenes of one employer's guide: finished text only. */
export const storyboard = z.strictObject({
  version: z.literal(1),
  language: z.literal("it"),
  scenes: z.array(scene).min(1),
});

export type Storyboard = z.output<typeof storyboard>;

/** The part of a scene that can change a frame: everything but what is said. */
export function pictureOf(scene: Scene): Omit<Scene, "narration"> {
  const { narration: _, ...picture } = scene;
  return picture;
}
