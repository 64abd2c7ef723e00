import type { Storyboard } from "../../compositions/storyboard.ts";
import { escapeCueText, scheduleOf, timestamp } from "./schedule.ts";

/** The chapters as WebVTT: each from its first scene to the end of its last. */
export function chaptersOf(storyboard: Storyboard): string {
  const scenes = scheduleOf(storyboard);
  const chapters = [...Map.groupBy(scenes, ({ scene }) => scene.chapter.number).values()];
  const blocks = chapters.map((members, index) => {
    const [first, last] = [members[0], members.at(-1)];
    const title = escapeCueText(first?.scene.chapter.title ?? "");
    return `${index + 1}\n${timestamp(first?.fromMs ?? 0)} --> ${timestamp(last?.toMs ?? 0)}\n${title}\n`;
  });
  return ["WEBVTT\n", ...blocks].join("\n");
}
