import { readFileSync } from "node:fs";
import { parseSceneFile, type StoredScene } from "./format/scene-file.ts";

/** The scenes that were used last, read and checked once: every guide has the shared scenes. */
export type SceneLru = { get(sceneFile: string): StoredScene };

/** Holds up to `maximumBytes` of scenes and drops those that were not used for longest. */
export function sceneLru(maximumBytes: number): SceneLru {
  const scenes = new Map<string, StoredScene>();
  let bytes = 0;
  const evictOldest = () => {
    for (const [file, scene] of scenes) {
      if (bytes <= maximumBytes) return;
      scenes.delete(file);
      bytes -= scene.payload.length;
    }
  };
  return {
    get(sceneFile) {
      const known = scenes.get(sceneFile);
      const scene = known ?? parseSceneFile(readFileSync(sceneFile));
      scenes.delete(sceneFile);
      scenes.set(sceneFile, scene);
      if (!known) bytes += scene.payload.length;
      evictOldest();
      return scene;
    },
  };
}
