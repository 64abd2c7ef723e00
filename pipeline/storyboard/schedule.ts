import { type Scene, type Storyboard, sceneTiming, videoProfile } from "../../compositions/storyboard.ts";

/** A scene and when it is seen, in milliseconds from the start of the guide. */
export type ScheduledScene = { scene: Scene; fromMs: number; toMs: number };

/** The scenes with the times at which they begin and end; exact, because a frame is 40 ms. */
export function scheduleOf(storyboard: Storyboard): ScheduledScene[] {
  let frames = 0;
  return storyboard.scenes.map((scene) => {
    const from = frames;
    frames += framesOf(scene);
    return { scene, fromMs: millisecondsOf(from), toMs: millisecondsOf(frames) };
  });
}

/** A scene is the same object in all storyboards that show it. */
const known = new WeakMap<Scene, number>();

function framesOf(scene: Scene): number {
  const frames = known.get(scene) ?? sceneTiming(scene).durationInFrames;
  known.set(scene, frames);
  return frames;
}

const millisecondsOf = (frames: number) => Math.round((frames * 1000) / videoProfile.fps);

/** `00:01:02.040`, as WebVTT writes times. */
export function timestamp(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  const hours = twoDigits(Math.floor(seconds / 3600));
  return `${hours}:${twoDigits(Math.floor(seconds / 60) % 60)}:${twoDigits(seconds % 60)}.${String(milliseconds % 1000).padStart(3, "0")}`;
}

const twoDigits = (value: number) => (value < 10 ? `0${value}` : String(value));

/** WebVTT cannot carry these two as they are. */
export function escapeCueText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
