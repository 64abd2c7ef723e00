import type { Scene } from "./scene.ts";
import { shownText } from "./shown-text.ts";

/** The one profile of all video: pixels, frames a second, and the frames (320 ms) of which every duration is a multiple. */
export const videoProfile = { width: 1280, height: 720, fps: 25, durationStep: 8 } as const;

/** Nobody has to read faster than this. */
export const charactersPerSecond = 15;

/** Frames in which a text or drawing enters. */
export const entranceFrames = 8;

/** The shortest a scene may be: 2.56 s. */
const shortestScene = 64;

/**
 * The frame at which each entry of `shownText(scene)` enters: when the one before it could be read,
 * and not after the narration has come to it.
 */
export function beatsOf(scene: Scene): number[] {
  const texts = shownText(scene);
  const total = Math.max(
    1,
    texts.reduce((sum, text) => sum + text.length, 0),
  );
  const scale = Math.min(1, durationOf(scene) / framesToRead(total));
  let read = 0;
  return texts.map((text) => {
    const beat = Math.floor(framesToRead(read) * scale * briskness);
    read += text.length;
    return beat;
  });
}

/** Entries come a little before their turn, so that the last one has rest. */
const briskness = 0.6;

/**
 * How long a scene lasts and how long it moves, in frames, from its text alone. From frame
 * `movingFrames` on the picture is still until the end.
 */
export function sceneTiming(scene: Scene): { durationInFrames: number; movingFrames: number } {
  const lastBeat = beatsOf(scene).at(-1) ?? 0;
  return { durationInFrames: durationOf(scene), movingFrames: lastBeat + entranceFrames };
}

function durationOf(scene: Scene): number {
  const shown = shownText(scene).join(" ").length;
  const needed = framesToRead(Math.max(shown, scene.narration.length));
  return roundUp(Math.max(shortestScene, needed));
}

const framesToRead = (characters: number) => Math.ceil((characters / charactersPerSecond) * videoProfile.fps);

const roundUp = (frames: number) => Math.ceil(frames / videoProfile.durationStep) * videoProfile.durationStep;
