import type { Scene } from "../../compositions/storyboard.ts";
import type { StoryboardContext } from "./context.ts";

const chapters = ["position", "payment", "changes", "care", "services"] as const;
export type Chapter = (typeof chapters)[number];

/** What stands around every scene: wordmark, website and chapter. */
export function sceneFrame(
  chapter: Chapter,
  context: StoryboardContext,
): Pick<Scene, "sender" | "website" | "chapter"> {
  const number = chapters.indexOf(chapter) + 1;
  const title = context.texts("chapters").one(chapter);
  const { name: sender, website } = context.sender;
  return { sender, website, chapter: { title, number, of: chapters.length } };
}
