import { expect, test } from "vitest";
import type { SelectedEmployer } from "../../pipeline/domain/selected-employer.ts";
import { riskiestNames } from "../../pipeline/storyboard/riskiest-names.ts";
import { employer, withRequest, worker, workerInReview } from "./employers.ts";

async function* these(employers: SelectedEmployer[]) {
  yield* employers;
}

test("the hardest to set come first, each once, and say why", async () => {
  const names = await riskiestNames(
    these([
      employer("Ada", [worker("محمد", "2026-Q1"), worker("Людмила", "2026-Q1")]),
      employer("Ada", [worker("R2-D2", "2026-Q1")]),
      employer("Massimiliano", [worker("Ada", "2026-Q1")]),
    ]),
  );
  expect(names.map(({ name, of, risk }) => `${name} ${of} ${risk}`)).toEqual([
    "محمد worker missing-glyphs",
    "R2-D2 worker unusual-characters",
    "Людмила worker other-font",
    "Massimiliano employer long",
    "Ada employer long",
    "Ada worker long",
  ]);
  expect(names[0]?.missing).toEqual(["م", "ح", "د"]);
});

test("who only has quarters in review is named in the guide, and looked at", async () => {
  const concerned = employer("Ada", [worker("Ana", "2026-Q1")]);
  const names = await riskiestNames(these([withRequest(concerned, workerInReview("Людмила", "2026-Q1"))]));
  expect(names.map(({ name, of, risk }) => `${name} ${of} ${risk}`)).toEqual([
    "Людмила worker other-font",
    "Ada employer long",
    "Ana worker long",
  ]);
});

test("of thousands of names a page full is kept: the longest", async () => {
  const many = Array.from({ length: 5000 }, (_, index) =>
    employer("A".repeat((index % 100) + 1), [worker("Ada", "2026-Q1")]),
  );
  const names = await riskiestNames(these(many));
  expect(names.map(({ name }) => name.length)).toEqual(Array.from({ length: 12 }, (_, index) => 100 - index));
});

test.each(["Nicolò", "D’Artagnan", "D'Artagnan", "Anna-Lisa", "María José"])(
  "%s has no unusual characters",
  async (name) => {
    const [first] = await riskiestNames(these([employer(name, [worker(name, "2026-Q1")])]));
    expect(first?.risk).toBe("long");
  },
);

test("a name carries the first employer by id in whose guide it stands", async () => {
  const named = (employerId: string, firstName: string, workerName: string) => ({
    ...employer(firstName, [worker(workerName, "2026-Q1")]),
    employerId,
  });
  const names = await riskiestNames(
    these([
      named("90000000001", "Ada", "Людмила"),
      named("90000000002", "Bo", "Людмила"),
      named("90000000003", "Ada", "Ada"),
    ]),
  );
  expect(names.map(({ name, of, employerId }) => `${name} ${of} ${employerId}`)).toEqual([
    "Людмила worker 90000000001",
    "Ada employer 90000000001",
    "Ada worker 90000000003",
    "Bo employer 90000000002",
  ]);
});
