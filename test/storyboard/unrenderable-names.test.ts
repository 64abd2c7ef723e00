import { expect, test } from "vitest";
import { buildStoryboard } from "../../pipeline/storyboard/build-storyboard.ts";
import { unrenderableNames } from "../../pipeline/storyboard/unrenderable-names.ts";
import { campaignOfMay } from "./context.ts";
import { employer, withRequest, worker, workerInReview } from "./employers.ts";

test.each([
  { names: ["Maria", "Nicolò"], listed: [] },
  { names: ["Людмила", "Nguyễn"], listed: [] },
  { names: ["美玲", "지은", "さくら"], listed: [] },
  { names: ["محمد", "Ana"], listed: ["employer U+062D U+062F U+0645"] },
  { names: ["Ana", "ማርያም", "Ana 🙂"], listed: ["worker U+121B U+121D U+122D U+12EB", "worker U+1F642"] },
  { names: ["Ana", "A\u202ena"], listed: ["worker U+202E"] },
  {
    names: ["Ana", "אבגדהוזחטי"],
    listed: ["worker U+05D0 U+05D1 U+05D2 U+05D3 U+05D4 U+05D5 U+05D6 U+05D7 …"],
  },
  { names: ["A".repeat(201), "Ana"], listed: ["employer 201 characters, at most 200 fit"] },
])("$names: $listed", ({ names: [first = "", ...workers], listed }) => {
  const someone = employer(
    first,
    workers.map((name) => worker(name, "2026-Q1")),
  );
  const found = unrenderableNames(someone, buildStoryboard(someone, campaignOfMay()));
  expect(found.map(({ of, reason }) => `${of} ${reason}`)).toEqual(listed);
  expect(found.every(({ employerId }) => employerId === someone.employerId)).toBe(true);
});

test("a worker who only has quarters in review is left out by the same rule", () => {
  const someone = withRequest(employer("Ada", [worker("Ana", "2026-Q1")]), workerInReview("ማርያም", "2026-Q1"));
  const found = unrenderableNames(someone, buildStoryboard(someone, campaignOfMay()));
  expect(found.map(({ of, reason }) => `${of} ${reason}`)).toEqual(["worker U+121B U+121D U+122D U+12EB"]);
});
