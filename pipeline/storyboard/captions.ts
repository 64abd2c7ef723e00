import type { Scene, Storyboard } from "../../compositions/storyboard.ts";
import { breakIntoCaptions } from "./break-captions.ts";
import { escapeCueText, type ScheduledScene, scheduleOf, timestamp } from "./schedule.ts";

/**
 * The narration as WebVTT: at most two lines of 42 characters, at most 15 characters a second, each scene's in its
 * time.
 */
export function captionsOf(storyboard: Storyboard): string {
  let number = 0;
  let text = "WEBVTT\n";
  for (const scheduled of scheduleOf(storyboard)) {
    for (const cue of knownCuesOf(scheduled)) {
      number += 1;
      text += `\n${number}\n${cue}`;
    }
  }
  return text;
}

/**
 * A scene is the same object in all storyboards that show it, and few different scenes come before most of them: their
 * cues are written once for each beginning.
 */
const knownCues = new WeakMap<Scene, Map<number, string[]>>();

function knownCuesOf(scheduled: ScheduledScene): string[] {
  const byStart = knownCues.get(scheduled.scene) ?? new Map<number, string[]>();
  knownCues.set(scheduled.scene, byStart);
  const cues = byStart.get(scheduled.fromMs) ?? cuesOf(scheduled);
  byStart.set(scheduled.fromMs, cues);
  return cues;
}

/**
 * A scene's time is divided by caption length. A scene lasts long enough for its narration, so every caption has the
 * time that its own length needs.
 */
function cuesOf({ scene, fromMs, toMs }: ScheduledScene): string[] {
  const { captions, characters } = captionsIn(scene);
  const timeAt = (read: number) => timestamp(Math.round(fromMs + ((toMs - fromMs) * read) / characters));
  return captions.map(({ text, from, to }) => `${timeAt(from)} --> ${timeAt(to)}\n${text}\n`);
}

/** Captions of a narration with the characters read before and after each; `characters` in all. */
type SceneCaptions = { captions: { text: string; from: number; to: number }[]; characters: number };

/** Breaking a narration takes longer than the rest. */
const known = new WeakMap<Scene, SceneCaptions>();

function captionsIn(scene: Scene): SceneCaptions {
  const found = known.get(scene) ?? breakNarration(scene.narration);
  known.set(scene, found);
  return found;
}

function breakNarration(narration: string): SceneCaptions {
  let characters = 0;
  const captions = breakIntoCaptions(narration).map((lines) => {
    const from = characters;
    characters += lengthOf(lines);
    return { text: lines.map(escapeCueText).join("\n"), from, to: characters };
  });
  return { captions, characters };
}

/** Characters of a caption, the break between its lines counted as a blank. */
const lengthOf = (lines: string[]) => lines.join(" ").length;
