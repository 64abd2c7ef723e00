import pLimit from "p-limit";
import { type SceneResult, saveSceneResults } from "../../ledger/bulk/plan-contents.ts";
import { inTransaction } from "../../ledger/bulk/transaction.ts";
import type { Ledger } from "../../ledger/open-ledger.ts";
import type { SceneJob } from "../../render/scenes/reels.ts";
import type { FailedScene } from "../../render/scenes/render-scenes.ts";
import { type SceneCache, touch } from "../../render/scenes/scene-cache.ts";
import type { Progress } from "../../support/progress.ts";
import type { CampaignPlan } from "../plan/campaign-plan.ts";
import type { GuidesPlan } from "../plan/plan-guides.ts";

/** Files read at once. */
const readers = 8;

/** A scene that is in the cache: bytes of its pictures, and the checksum it is kept with. */
type KeptScene = { bytes: number; sha256: string };

/** Which scenes of a plan are to be rendered, and what the others are. */
export type CacheCheck = { missing: SceneJob[]; kept: Map<string, KeptScene> };

/** Reads every scene of the plan from the cache with its checksum; a damaged one counts as missing. */
export async function findMissingScenes(
  plan: GuidesPlan,
  cache: SceneCache,
  now: Date,
  progress: Progress,
): Promise<CacheCheck> {
  const check: CacheCheck = { missing: [], kept: new Map() };
  const limit = pLimit(readers);
  const task = progress.start("Looking into the cache", plan.scenes.size, "scenes");
  const look = async (key: string, job: SceneJob) => {
    const known = await keptScene(cache, key);
    if (known) {
      check.kept.set(key, known);
      await touch(cache, key, now);
    } else {
      check.missing.push(job);
    }
    task.advance();
  };
  await limit.map([...plan.scenes], ([key, { scene }]) => look(key, { key, scene }));
  task.finish(`${check.kept.size} there, ${check.missing.length} to render`);
  return check;
}

/** What is kept of a plan's scenes now that the missing ones were rendered: what was there before, and what is new. */
export async function keptAfterRendering(
  { kept, missing }: CacheCheck,
  cache: SceneCache,
): Promise<ReadonlyMap<string, KeptScene>> {
  const rendered = await pLimit(readers).map(missing, async ({ key }) => [key, await keptScene(cache, key)] as const);
  return new Map([...kept, ...rendered.flatMap(([key, scene]) => (scene ? [[key, scene] as const] : []))]);
}

/** A scene as it is in the cache, or null. */
async function keptScene(cache: SceneCache, key: string): Promise<KeptScene | null> {
  const known = await cache.read(key);
  return known && { bytes: known.payload.length, sha256: known.checksum };
}

/** Notes in the ledger under which key each scene of a plan is kept, and whether it was there, was rendered or failed. */
export async function saveSceneStates(
  ledger: Ledger,
  { plan }: CampaignPlan,
  { byNumber, scenes }: GuidesPlan,
  { kept, failed }: { kept: ReadonlyMap<string, KeptScene>; failed: readonly FailedScene[] },
): Promise<void> {
  const failedKeys = new Set(failed.map(({ key }) => key));
  const results = [...byNumber].flatMap(([number, { key }]): SceneResult[] => {
    if (!scenes.has(key)) return [];
    const { bytes, sha256 } = kept.get(key) ?? { bytes: null, sha256: null };
    const state = bytes !== null ? "rendered" : failedKeys.has(key) ? "failed" : "planned";
    return [{ number, sceneKey: key, state, bytes, sha256 }];
  });
  await inTransaction(ledger, () => saveSceneResults(ledger, plan, results));
}
