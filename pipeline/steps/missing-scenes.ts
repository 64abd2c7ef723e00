import pLimit from "p-limit";
import type { SceneJob } from "../render/reels.ts";
import { type SceneCache, touch } from "../render/scene-cache.ts";
import type { Progress } from "../support/progress.ts";
import type { GuidesPlan } from "./plan-guides.ts";

/** Files read at once. */
const readers = 8;

/** Which scenes of a plan are to be rendered, and how large the others are. */
export type CacheCheck = { missing: SceneJob[]; bytes: Map<string, number> };

/** Reads every scene of the plan from the cache, checksum and all; a damaged one counts as missing. */
export async function findMissingScenes(
  plan: GuidesPlan,
  cache: SceneCache,
  now: Date,
  progress: Progress,
): Promise<CacheCheck> {
  const check: CacheCheck = { missing: [], bytes: new Map() };
  const limit = pLimit(readers);
  const task = progress.start("Looking into the cache", plan.scenes.size, "scenes");
  const look = async (key: string, job: SceneJob) => {
    const known = await cache.read(key);
    if (known) {
      check.bytes.set(key, known.payload.length);
      await touch(cache, key, now);
    } else {
      check.missing.push(job);
    }
    task.advance();
  };
  await limit.map([...plan.scenes], ([key, { scene }]) => look(key, { key, scene }));
  task.finish(`${check.bytes.size} there, ${check.missing.length} to render`);
  return check;
}
