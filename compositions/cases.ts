import apostrophes from "../fixtures/storyboards/apostrophes.json" with { type: "json" };
import appointment from "../fixtures/storyboards/appointment.json" with { type: "json" };
import artisanWithEmployees from "../fixtures/storyboards/artisan-with-employees.json" with { type: "json" };
import chineseJapaneseKorean from "../fixtures/storyboards/chinese-japanese-korean.json" with { type: "json" };
import cyrillic from "../fixtures/storyboards/cyrillic.json" with { type: "json" };
import eightQuarters from "../fixtures/storyboards/eight-quarters.json" with { type: "json" };
import eightQuartersInAllStates from "../fixtures/storyboards/eight-quarters-in-all-states.json" with { type: "json" };
import inReviewAndUnpaid from "../fixtures/storyboards/in-review-and-unpaid.json" with { type: "json" };
import lettersBeyondOurFonts from "../fixtures/storyboards/letters-beyond-our-fonts.json" with { type: "json" };
import longestName from "../fixtures/storyboards/longest-name.json" with { type: "json" };
import oneWorker from "../fixtures/storyboards/one-worker.json" with { type: "json" };
import paperNotices from "../fixtures/storyboards/paper-notices.json" with { type: "json" };
import partial from "../fixtures/storyboards/partial.json" with { type: "json" };
import pensioner from "../fixtures/storyboards/pensioner.json" with { type: "json" };
import sevenWorkers from "../fixtures/storyboards/seven-workers.json" with { type: "json" };
import shortestName from "../fixtures/storyboards/shortest-name.json" with { type: "json" };
import twoWorkers from "../fixtures/storyboards/two-workers.json" with { type: "json" };
import unknownAge from "../fixtures/storyboards/unknown-age.json" with { type: "json" };
import unpaidAndPartial from "../fixtures/storyboards/unpaid-and-partial.json" with { type: "json" };
import workerInReview from "../fixtures/storyboards/worker-in-review.json" with { type: "json" };
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
  "in-review-and-unpaid": inReviewAndUnpaid,
  "worker-in-review": workerInReview,
  "eight-quarters-in-all-states": eightQuartersInAllStates,
  appointment: appointment,
  pensioner: pensioner,
  "artisan-with-employees": artisanWithEmployees,
};

/** The storyboards of invented employers that Studio shows, by name; the ordinary one first. */
export const guideCases: { name: string; storyboard: Storyboard }[] = Object.entries(fixtures).map(([name, json]) => ({
  name,
  storyboard: storyboard.parse(json),
}));

type SceneCase = { name: string; scene: Scene };

/** Every scene kind with the cases in which it looks different, each once. */
export const sceneCases: SceneCase[] = sceneKinds.flatMap((kind) => {
  const all = guideCases.flatMap(({ name, storyboard: { scenes } }) =>
    scenes.filter((scene) => scene.kind === kind).map((scene) => ({ name, scene })),
  );
  const different = [...Map.groupBy(all, ({ scene }) => JSON.stringify(scene)).values()].flatMap(
    ([first]) => first ?? [],
  );
  return different.map(({ name, scene }, index) => {
    const number = different.slice(0, index + 1).filter((other) => other.name === name).length;
    const ofCase = number === 1 ? `${kind}-${name}` : `${kind}-${name}-${number}`;
    return { name: index === 0 ? kind : ofCase, scene };
  });
});
