import type { SceneOf } from "../../compositions/storyboard.ts";

/** A greeting, with whatever a test wants to be different. */
export function exampleScene(different: Partial<SceneOf<"greeting">> = {}): SceneOf<"greeting"> {
  return {
    kind: "greeting",
    sender: "INPS",
    website: "www.inps.it",
    chapter: { title: "La tua situazione", number: 1, of: 5 },
    narration: "Ciao Maria, ecco la tua guida ai contributi.",
    salutation: "Ciao",
    name: "Maria",
    message: "Ecco la tua guida ai contributi",
    ...different,
  };
}
