import { videoProfile } from "../../../compositions/storyboard.ts";
import { parseSceneFile } from "../../media/format/scene-file.ts";
import { readIfThere } from "../../support/read-if-there.ts";
import { runFfmpeg } from "./ffmpeg.ts";
import { sceneFileIn } from "./scene-cache.ts";

/** A scene by its key, and its length. */
export type StillScene = { sceneKey: string; frames: number };

/** A scene as it stands at its end: a JPEG of 480 × 270 pixels, or null when it is not in the cache any more. */
export type SceneStills = (scene: StillScene) => Promise<Buffer | null>;

/** Stills that are held, some 15 KB each: most scenes are shared by many employers. */
const heldStills = 300;

/** Before the end of a scene, when everything in it has come to rest. */
const secondsBeforeEnd = 0.4;

/** Takes stills of the scenes in a cache folder, which is only read. */
export function openSceneStills(cacheFolder: string): SceneStills {
  const held = new Map<string, Buffer | null>();
  return async (scene) => {
    const known = held.get(scene.sceneKey);
    const still = known ?? (await takeStill(cacheFolder, scene));
    held.delete(scene.sceneKey);
    held.set(scene.sceneKey, still);
    const [oldest] = held.keys();
    if (held.size > heldStills && oldest !== undefined) held.delete(oldest);
    return still;
  };
}

async function takeStill(cacheFolder: string, { sceneKey, frames }: StillScene): Promise<Buffer | null> {
  const file = await readIfThere(sceneFileIn(cacheFolder, sceneKey));
  if (file === null || !isWhole(file)) return null;
  const at = Math.max(0, frames / videoProfile.fps - secondsBeforeEnd);
  const picture = ["-ss", String(at), "-frames:v", "1", "-vf", "scale=480:270", "-c:v", "mjpeg", "-q:v", "4"];
  return runFfmpeg(["-f", "mp4", "-i", "-", ...picture, "-f", "image2pipe", "-"], [file]);
}

function isWhole(file: Buffer): boolean {
  try {
    parseSceneFile(file);
    return true;
  } catch {
    return false;
  }
}
