import { missingGlyphs, type Scene, type SceneOf } from "../../compositions/storyboard.ts";
import { numberInWords } from "../domain/italian.ts";
import type { StoryboardContext } from "./context.ts";
import { sceneFrame } from "./scene-frame.ts";

/** Depends on the employer's first name only. */
export function greetingScene(firstName: string, context: StoryboardContext): SceneOf<"greeting"> {
  const name = renderableName(firstName);
  const text = context.texts(name === null ? "greeting.nameless" : "greeting", { name });
  return {
    kind: "greeting",
    ...sceneFrame("position", context),
    salutation: text.one("salutation"),
    name,
    message: text.one("message"),
    narration: text.one("narration"),
  };
}

/** Depends on the worker's first name only. */
export function workerScene(firstName: string, context: StoryboardContext): SceneOf<"worker"> {
  const name = renderableName(firstName);
  const text = context.texts(name === null ? "worker.nameless" : "worker", { name });
  return {
    kind: "worker",
    ...sceneFrame("position", context),
    lead: text.one("lead"),
    name,
    narration: text.one("narration"),
  };
}

/** Workers whose quarters are the same, two at least; in review: some of these quarters, or all. */
export type WorkerGroup = { count: number; isInReview: boolean };

/** After several workers whose quarters are the same. With quarters in review, it does not say that they are to check. */
export function togetherScene({ count, isInReview }: WorkerGroup, context: StoryboardContext): Scene {
  const text = context.texts(isInReview ? "together.in-review" : "together", { count: numberInWords(count) });
  return {
    kind: "together",
    ...sceneFrame("position", context),
    title: text.one("title"),
    count,
    ...(isInReview && { isInReview }),
    narration: text.one("narration"),
  };
}

/** Characters; a longer first name is taken for an error. */
export const longestName = 200;

/** The name as it is shown, or null when it is too long or a letter would show as an empty box. */
function renderableName(firstName: string): string | null {
  const name = firstName.normalize("NFC").trim();
  return name.length <= longestName && missingGlyphs(name).length === 0 ? name : null;
}
