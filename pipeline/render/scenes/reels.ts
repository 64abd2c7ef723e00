import { type Scene, sceneTiming } from "../../../compositions/storyboard.ts";

/** A scene that is to be rendered, and its key. */
export type SceneJob = { key: string; scene: Scene };

/** Where a scene's pictures stand in a reel: its moving frames and one to hold, from frame `from` on. */
export type ReelSlot = SceneJob & { from: number; frames: number };

/** Many scenes to be rendered in one go. */
export type Reel = { slots: ReelSlot[]; durationInFrames: number };

/** Frames: opening a page takes little time in comparison, and a failed reel loses little work. */
const longestReel = 320;

/** Pictures of a scene that have to be rendered: those that move, and one that is held when the scene goes on. */
export function renderedFrames(scene: Scene): number {
  const { durationInFrames, movingFrames } = sceneTiming(scene);
  return Math.min(durationInFrames, movingFrames + 1);
}

/** One reel of all the scenes. */
export function reelOf(jobs: SceneJob[]): Reel {
  let from = 0;
  const slots = jobs.map((job) => {
    const slot = { ...job, from, frames: renderedFrames(job.scene) };
    from += slot.frames;
    return slot;
  });
  return { slots, durationInFrames: from };
}

/**
 * Distributes scenes over reels, the longest scenes first, and over at least `browsers` reels when there are so many
 * scenes, so that no browser is idle.
 */
export function planReels(jobs: SceneJob[], browsers: number): Reel[] {
  const longestFirst = [...jobs].sort(
    (a, b) => renderedFrames(b.scene) - renderedFrames(a.scene) || (a.key < b.key ? -1 : 1),
  );
  const total = jobs.reduce((sum, job) => sum + renderedFrames(job.scene), 0);
  const limit = Math.min(longestReel, Math.ceil(total / browsers));
  const reels: SceneJob[][] = [];
  let frames = Number.POSITIVE_INFINITY;
  for (const job of longestFirst) {
    if (frames + renderedFrames(job.scene) > limit) {
      reels.push([]);
      frames = 0;
    }
    reels.at(-1)?.push(job);
    frames += renderedFrames(job.scene);
  }
  return reels.map(reelOf);
}

/** Pictures that rendering these scenes takes. */
export function picturesToRender(jobs: SceneJob[]): number {
  return jobs.reduce((sum, job) => sum + renderedFrames(job.scene), 0);
}
