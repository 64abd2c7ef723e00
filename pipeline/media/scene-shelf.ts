import { readFileSync } from "node:fs";
import { parseSceneFile, type StoredScene } from "./format/scene-file.ts";

/** Scenes that were used lately, read and checked once: shared scenes stand in every guide. */
export type SceneShelf = { take(sceneFile: string): StoredScene };

/** A shelf that holds up to `maximumBytes` of scenes and forgets those not used for longest. */
export function sceneShelf(maximumBytes: number): SceneShelf {
  const scenes = new Map<string, StoredScene>();
  let bytes = 0;
  const forgetOldest = () => {
    for (const [file, scene] of scenes) {
      if (bytes <= maximumBytes) return;
      scenes.delete(file);
      bytes -= scene.payload.length;
    }
  };
  return {
    take(sceneFile) {
      const known = scenes.get(sceneFile);
      const scene = known ?? parseSceneFile(readFileSync(sceneFile));
      scenes.delete(sceneFile);
      scenes.set(sceneFile, scene);
      if (!known) bytes += scene.payload.length;
      forgetOldest();
      return scene;
    },
  };
}
