import { expect, test } from "vitest";
import type { SelectedEmployer } from "../../pipeline/domain/selected-employer.ts";
import { buildStoryboard, storyboardHash } from "../../pipeline/storyboard/build-storyboard.ts";
import { storyboardPlanner } from "../../pipeline/storyboard/plan-storyboards.ts";
import { campaignOfMay, servicesOfProfiles } from "./context.ts";
import { cases, employer, withRequest, worker, workerInReview } from "./employers.ts";

const people: SelectedEmployer[] = [
  ...Object.values(cases),
  employer("Ada", [worker("Oksana", "2026-Q1")]),
  employer("Ada", [worker("Oksana", "2026-Q1"), worker("Ada", "2026-Q1")]),
  employer("Oksana", [worker("Ada", "2026-Q1"), worker("Oksana", "2025-Q4", "2026-Q1")]),
  { ...employer("Ada", [worker("Oksana", "2026-Q1")]), getsPaperNotices: true },
  { ...employer("Ada", [worker("Oksana", "2026-Q1")]), getsPaperNotices: null },
  withRequest(
    employer("Ada", [worker("Oksana", "2026-Q1"), worker("Ada", "2026-Q1")]),
    workerInReview("Ada", "2026-Q2"),
  ),
  withRequest(employer("Ada", [worker("Oksana", "2026-Q1")]), workerInReview("Ada", "2026-Q1")),
  { ...employer("Ada", [worker("Oksana", "2026-Q1")]), categories: ["artigiano"], isAppointmentOffered: true },
];

const context = campaignOfMay({ services: servicesOfProfiles });

test("planned together or built alone, in any order: the same scenes and the same video id", () => {
  for (const order of [people, people.toReversed()]) {
    const plan = storyboardPlanner(context);
    for (const person of order) {
      const built = buildStoryboard(person, context);
      const { videoId, scenes } = plan(person);
      expect(scenes.map(({ scene }) => scene)).toEqual(built.scenes);
      expect(videoId).toBe(storyboardHash(built));
    }
  }
});

test("a scene is planned once for all who are shown it, and numbers have no gaps", () => {
  const plan = storyboardPlanner(context);
  const scenes = people.flatMap((person) => plan(person).scenes);
  const numbers = [...new Set(scenes.map(({ number }) => number))].sort((a, b) => a - b);
  expect(numbers).toEqual(numbers.map((_, index) => index));
  expect(new Set(scenes).size).toBe(numbers.length);
});

test("a text that does not fit in one guide is named with its place, and the other guides are planned", () => {
  const { texts, ...rest } = campaignOfMay();
  const tooLong: typeof texts = Object.assign((section: string, values: object = {}) => {
    const filled = texts(section, values);
    const isHers = section === "worker" && "name" in values && values.name === "Oksana";
    return isHers ? { ...filled, one: (key: string) => filled.one(key).repeat(key === "lead" ? 20 : 1) } : filled;
  }, texts);
  const plan = storyboardPlanner({ ...rest, texts: tooLong });
  expect(() => plan(employer("Ada", [worker("Oksana", "2026-Q1")]))).toThrow(/storyboard\.txt.*worker\.lead/);
  expect(plan(employer("Ada", [worker("Irina", "2026-Q1")])).scenes.length).toBeGreaterThan(5);
});
