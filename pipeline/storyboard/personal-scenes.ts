import { missingGlyphs, type Scene, type SceneOf } from "../../compositions/storyboard.ts";
import { numberInWords } from "../domain/italian.ts";
import type { StoryboardContext } from "./context.ts";
import { sceneFrame } from "./scene-frame.ts";

/** Depends on the employer's first name only. */
export function greetingScene(firstName: string, context: StoryboardContext): SceneOf<"greeting"> {
  const name = settable(firstName);
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
  const name = settable(firstName);
  const text = context.texts(name === null ? "worker.nameless" : "worker", { name });
  return {
    kind: "worker",
    ...sceneFrame("position", context),
    lead: text.one("lead"),
    name,
    narration: text.one("narration"),
  };
}

/** After several workers whose quarters are the same; depends on how many they are. */
export function togetherScene(count: number, context: StoryboardContext): Scene {
  const text = context.texts("together", { count: numberInWords(count) });
  return {
    kind: "together",
    ...sceneFrame("position", context),
    title: text.one("title"),
    count,
    narration: text.one("narration"),
  };
}

/** No first name is longer; a registry's mistake may be. */
export const longestName = 200;

/** The name as it will be set, or null when it cannot be: better no name than a box in its place. */
function settable(firstName: string): string | null {
  const name = firstName.normalize("NFC").trim();
  return name.length <= longestName && missingGlyphs(name).length === 0 ? name : null;
}
