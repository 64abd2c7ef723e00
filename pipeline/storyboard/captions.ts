import type { Storyboard } from "../../compositions/storyboard.ts";
import { breakIntoCaptions } from "./break-captions.ts";
import { escapeCueText, type ScheduledScene, scheduleOf, timestamp } from "./schedule.ts";

type Cue = { fromMs: number; toMs: number; lines: string[] };

/** The narration as WebVTT: at most two lines of 42 characters, at most 15 characters a second, each scene's in its time. */
export function captionsOf(story: Storyboard): string {
  const cues = scheduleOf(story).flatMap(cuesOf);
  const blocks = cues.map(
    ({ fromMs, toMs, lines }, index) =>
      `${index + 1}\n${timestamp(fromMs)} --> ${timestamp(toMs)}\n${lines.map(escapeCueText).join("\n")}\n`,
  );
  return ["WEBVTT\n", ...blocks].join("\n");
}

/**
 * A scene's time is shared out by length. A scene lasts long enough for its narration,
 * so every caption has the time that its own length needs.
 */
function cuesOf({ scene, fromMs, toMs }: ScheduledScene): Cue[] {
  const captions = breakIntoCaptions(scene.narration);
  const total = captions.reduce((sum, lines) => sum + lengthOf(lines), 0);
  let read = 0;
  const timeAt = (characters: number) => Math.round(fromMs + ((toMs - fromMs) * characters) / total);
  return captions.map((lines) => {
    const from = timeAt(read);
    read += lengthOf(lines);
    return { fromMs: from, toMs: timeAt(read), lines };
  });
}

/** Characters of a caption, the break between its lines counted as a blank. */
const lengthOf = (lines: string[]) => lines.join(" ").length;
