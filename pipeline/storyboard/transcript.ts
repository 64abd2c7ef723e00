import { type Scene, type Storyboard, shownText } from "../../compositions/storyboard.ts";

/**
 * Everything that is said and shown, as plain text: for people who cannot see or hear the guide, or would rather read.
 * A chapter's title stands alone; a scene is its narration and, below it, what only the picture says.
 */
export function transcriptOf(storyboard: Storyboard): string {
  const chapters = [...Map.groupBy(storyboard.scenes, ({ chapter }) => chapter.number).values()];
  return `${chapters.map(chapterText).join("\n\n\n")}\n`;
}

function chapterText(scenes: Scene[]): string {
  const title = scenes[0]?.chapter.title ?? "";
  return [title.toUpperCase(), ...scenes.map(sceneText)].join("\n\n");
}

/** A scene is the same object in all storyboards that show it. */
const known = new WeakMap<Scene, string>();

function sceneText(scene: Scene): string {
  const text = known.get(scene) ?? textOf(scene);
  known.set(scene, text);
  return text;
}

function textOf(scene: Scene): string {
  const shown = isAllSaid(scene) ? [] : shownText(scene).filter((text) => !isSaid(text, scene.narration));
  return [scene.narration, ...shown.map((text) => `– ${text}`)].join("\n");
}

/** Their narration says all that they show. */
const isAllSaid = ({ kind }: Scene) => ["greeting", "worker", "together", "quarters"].includes(kind);

const isSaid = (text: string, narration: string) => plain(narration).includes(plain(text));

const plain = (text: string) => text.toLowerCase().replace(/[.,;:!?]/g, "");
