import type { Storyboard } from "../../compositions/storyboard.ts";
import { captionsOf } from "./captions.ts";
import { chaptersOf } from "./chapters.ts";
import { transcriptOf } from "./transcript.ts";

/** Endings of the files that stand beside a video. */
export const textEndings = [".it.vtt", ".it.chapters.vtt", ".it.txt"] as const;

/** The texts that stand beside a video, by the ending of their file name. */
export function textsOf(storyboard: Storyboard): Record<(typeof textEndings)[number], string> {
  return {
    ".it.vtt": captionsOf(storyboard),
    ".it.chapters.vtt": chaptersOf(storyboard),
    ".it.txt": transcriptOf(storyboard),
  };
}
