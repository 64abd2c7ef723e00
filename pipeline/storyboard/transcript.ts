import { type Scene, type Storyboard, shownText } from "../../compositions/storyboard.ts";

/**
 * Everything that is said and shown, as plain text: for people who cannot see or hear the guide, or would rather read.
 * A chapter's title stands alone; a scene is its narration and, below it, what only the picture says.
 */
export function transcriptOf(storyboard: Storyboard): string {
  return `${chaptersIn(storyboard.scenes).map(chapterText).join("\n\n\n")}\n`;
}

/** The same in parts, for a page: chapters, and in each what is said and what only the picture says, scene by scene. */
export function transcriptParts(scenes: readonly Scene[]): TranscriptChapter[] {
  return chaptersIn(scenes).map((members) => ({
    title: members[0]?.chapter.title ?? "",
    scenes: members.map(partOf),
  }));
}

type TranscriptPart = { said: string; shown: string[] };
export type TranscriptChapter = { title: string; scenes: TranscriptPart[] };

const knownParts = new WeakMap<Scene, TranscriptPart>();

function partOf(scene: Scene): TranscriptPart {
  const part = knownParts.get(scene) ?? { said: scene.narration, shown: onlyShown(scene) };
  knownParts.set(scene, part);
  return part;
}

function chaptersIn(scenes: readonly Scene[]): Scene[][] {
  return [...Map.groupBy(scenes, ({ chapter }) => chapter.number).values()];
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
  return [scene.narration, ...onlyShown(scene).map((text) => `– ${text}`)].join("\n");
}

function onlyShown(scene: Scene): string[] {
  return isAllSaid(scene) ? [] : shownText(scene).filter((text) => !isSaid(text, scene.narration));
}

/** Their narration says all that they show. */
const isAllSaid = ({ kind }: Scene) => ["greeting", "worker", "together", "quarters"].includes(kind);

const isSaid = (text: string, narration: string) => plain(narration).includes(plain(text));

const plain = (text: string) => text.toLowerCase().replace(/[.,;:!?]/g, "");
