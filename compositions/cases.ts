import apostrophes from "../fixtures/storyboards/apostrophes.json" with { type: "json" };
import chineseJapaneseKorean from "../fixtures/storyboards/chinese-japanese-korean.json" with { type: "json" };
import cyrillic from "../fixtures/storyboards/cyrillic.json" with { type: "json" };
import eightQuarters from "../fixtures/storyboards/eight-quarters.json" with { type: "json" };
import lettersBeyondOurFonts from "../fixtures/storyboards/letters-beyond-our-fonts.json" with { type: "json" };
import longestName from "../fixtures/storyboards/longest-name.json" with { type: "json" };
import oneWorker from "../fixtures/storyboards/one-worker.json" with { type: "json" };
import paperNotices from "../fixtures/storyboards/paper-notices.json" with { type: "json" };
import partial from "../fixtures/storyboards/partial.json" with { type: "json" };
import sevenWorkers from "../fixtures/storyboards/seven-workers.json" with { type: "json" };
import shortestName from "../fixtures/storyboards/shortest-name.json" with { type: "json" };
import twoWorkers from "../fixtures/storyboards/two-workers.json" with { type: "json" };
import unknownAge from "../fixtures/storyboards/unknown-age.json" with { type: "json" };
import unpaidAndPartial from "../fixtures/storyboards/unpaid-and-partial.json" with { type: "json" };
import { type Scene, type Storyboard, sceneKinds, storyboard } from "./storyboard.ts";

const fixtures: Record<string, unknown> = {
  "one-worker": oneWorker,
  "two-workers": twoWorkers,
  "seven-workers": sevenWorkers,
  "eight-quarters": eightQuarters,
  partial,
  "unpaid-and-partial": unpaidAndPartial,
  "paper-notices": paperNotices,
  "unknown-age": unknownAge,
  "shortest-name": shortestName,
  "longest-name": longestName,
  apostrophes,
  cyrillic,
  "chinese-japanese-korean": chineseJapaneseKorean,
  "letters-beyond-our-fonts": lettersBeyondOurFonts,
};

/** The storyboards of invented employers that Studio shows, by name; the ordinary one first. */
export const guideCases: { name: string; storyboard: Storyboard }[] = Object.entries(fixtures).map(([name, json]) => ({
  name,
  storyboard: storyboard.parse(json),
}));

/** Every scene kind with the cases in which it looks different, each once. */
export const sceneCases: { name: string; scene: Scene }[] = sceneKinds.flatMap((kind) => {
  const seen = new Set<string>();
  return guideCases.flatMap(({ name, storyboard }) => {
    const scene = storyboard.scenes.find((candidate) => candidate.kind === kind);
    const text = JSON.stringify(scene);
    if (!scene || seen.has(text)) return [];
    seen.add(text);
    return [{ name: seen.size === 1 ? kind : `${kind}-${name}`, scene }];
  });
});
