import type { Scene } from "../../compositions/storyboard.ts";
import { quarter } from "../domain/quarter.ts";
import type { ConcernedWorker, SelectedEmployer } from "../domain/selected-employer.ts";
import { buildStoryboard } from "./build-storyboard.ts";
import type { StoryboardContext } from "./context.ts";

/**
 * One scene of every kind with the texts of a campaign, from invented people: the guide of an employer
 * with two workers, and the two other ways in which notices arrive.
 */
export function exampleScenes(context: StoryboardContext): { name: string; scene: Scene }[] {
  const scenesFor = (getsPaperNotices: boolean | null) =>
    buildStoryboard(exampleEmployer(getsPaperNotices), context).scenes;
  const kinds = Map.groupBy(scenesFor(false), ({ kind }) => kind);
  const ordinary = [...kinds].flatMap(([name, [scene]]) => (scene ? [{ name: name as string, scene }] : []));
  const variants = [true, null].flatMap((paper) => scenesFor(paper).filter(({ kind }) => kind === "notices"));
  return [
    ...ordinary,
    ...variants.map((scene) => ({ name: scene.kind === "notices" ? `notices-${scene.delivery}` : scene.kind, scene })),
  ];
}

function exampleEmployer(getsPaperNotices: boolean | null): SelectedEmployer {
  const contacts = { mobile: null, email: null, io: false, inpsMobile: false };
  const workers = [exampleWorker("Oksana"), exampleWorker("Luz Marina")];
  return {
    ...{ employerId: "00000000000", firstName: "Maria Teresa", getsPaperNotices, contacts, workers },
    ...{ inReview: [], hasPendingRequest: false, isAppointmentOffered: false, categories: [] },
  };
}

function exampleWorker(firstName: string): ConcernedWorker {
  const owed = { noticeNumber: null, outstandingCents: null, isPaymentRecorded: false };
  const quarters: ConcernedWorker["quarters"] = [
    { quarter: quarter("2026-Q1"), state: "unpaid", ...owed },
    { quarter: quarter("2026-Q2"), state: "partial", ...owed },
  ];
  return { relationshipId: firstName, firstName, quarters };
}
