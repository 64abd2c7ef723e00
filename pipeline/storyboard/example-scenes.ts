import type { Scene, SceneKind } from "../../compositions/storyboard.ts";
import { quarter } from "../domain/quarter.ts";
import type { ConcernedWorker, SelectedEmployer } from "../domain/selected-employer.ts";
import { canonicalJson } from "../support/hash.ts";
import { buildStoryboard } from "./build-storyboard.ts";
import type { StoryboardContext } from "./context.ts";

type ExampleScene = { name: string; scene: Scene };

/**
 * One scene of every kind with the texts of a campaign, from invented people: the guide of an employer with two workers;
 * the two other ways in which notices arrive; and what those see who have written to the institute, and who are in every
 * category of the settings.
 */
export function exampleScenes(context: StoryboardContext): ExampleScene[] {
  const scenesOf = (changes: Partial<SelectedEmployer>) =>
    buildStoryboard({ ...exampleEmployer, ...changes }, context).scenes;
  const ordinary = scenesOf({});
  const notices = [true, null].flatMap((getsPaperNotices) =>
    scenesOf({ getsPaperNotices }).flatMap((scene) =>
      scene.kind === "notices" ? [{ name: `notices-${scene.delivery}`, scene }] : [],
    ),
  );
  const known = new Set(ordinary.map(canonicalJson));
  const ofRequests = scenesOf(withRequests(context)).filter((scene) => !known.has(canonicalJson(scene)));
  return [...firstOfEachKind(ordinary), ...notices, ...named(ofRequests)];
}

function firstOfEachKind(scenes: Scene[]): ExampleScene[] {
  const kinds = Map.groupBy(scenes, ({ kind }) => kind);
  return [...kinds].flatMap(([name, [scene]]) => (scene ? [{ name, scene }] : []));
}

/** What such a scene is called beside the ordinary one of its kind. */
const variantNames: Partial<Record<SceneKind, string>> = {
  together: "together-in-review",
  quarters: "quarters-in-review",
  services: "services-offered",
};

/** Numbered where several would have one name. */
function named(scenes: Scene[]): ExampleScene[] {
  const kinds = Map.groupBy(scenes, ({ kind }) => variantNames[kind] ?? kind);
  return [...kinds].flatMap(([name, members]) =>
    members.map((scene, index) => ({ name: index === 0 ? name : `${name}-${index + 1}`, scene })),
  );
}

const exampleEmployer: SelectedEmployer = {
  ...{ employerId: "00000000000", firstName: "Maria Teresa", getsPaperNotices: false },
  contacts: { mobile: null, email: null, io: false, inpsMobile: false },
  workers: [exampleWorker("Oksana"), exampleWorker("Luz Marina")],
  ...{ inReview: [], hasPendingRequest: false, isAppointmentOffered: false, categories: [] },
};

/** The same workers with one more quarter, which is in review. */
function withRequests({ services }: StoryboardContext): Partial<SelectedEmployer> {
  const inReview = exampleEmployer.workers.map(({ relationshipId, firstName }) => ({
    ...{ relationshipId, firstName },
    quarters: [{ quarter: quarter("2026-Q3"), state: "unpaid" as const }],
  }));
  const categories = services.flatMap((service) => service.categories ?? []);
  return { inReview, hasPendingRequest: true, isAppointmentOffered: true, categories };
}

function exampleWorker(firstName: string): ConcernedWorker {
  const owed = { noticeNumber: null, outstandingCents: null, isPaymentRecorded: false };
  const quarters: ConcernedWorker["quarters"] = [
    { quarter: quarter("2026-Q1"), state: "unpaid", ...owed },
    { quarter: quarter("2026-Q2"), state: "partial", ...owed },
  ];
  return { relationshipId: firstName, firstName, quarters };
}
