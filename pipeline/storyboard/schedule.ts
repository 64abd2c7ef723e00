import { type Scene, type Storyboard, sceneTiming, videoProfile } from "../../compositions/storyboard.ts";

/** A scene and when it is seen, in milliseconds from the start of the guide. */
export type ScheduledScene = { scene: Scene; fromMs: number; toMs: number };

/** The scenes with the times at which they begin and end; exact, because a frame is 40 ms. */
export function scheduleOf(story: Storyboard): ScheduledScene[] {
  let frames = 0;
  return story.scenes.map((scene) => {
    const from = frames;
    frames += sceneTiming(scene).durationInFrames;
    return { scene, fromMs: millisecondsOf(from), toMs: millisecondsOf(frames) };
  });
}

const millisecondsOf = (frames: number) => Math.round((frames * 1000) / videoProfile.fps);

/** `00:01:02.040`, as WebVTT writes times. */
export function timestamp(milliseconds: number): string {
  const pad = (value: number, width: number) => String(value).padStart(width, "0");
  const seconds = Math.floor(milliseconds / 1000);
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map((part) => pad(part, 2));
  return `${clock.join(":")}.${pad(milliseconds % 1000, 3)}`;
}

/** WebVTT cannot carry these two as they are. */
export function escapeCueText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
