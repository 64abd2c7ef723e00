import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { pictureOf, type Scene, sceneKinds, sceneTiming, storyboard } from "../../compositions/storyboard.ts";
import { overdueQuarters } from "../../pipeline/domain/calendar.ts";
import { lastDayOf } from "../../pipeline/domain/campaign.ts";
import { quarter } from "../../pipeline/domain/quarter.ts";
import { availableUntil } from "../../pipeline/domain/retention.ts";
import { buildStoryboard, storyboardHash } from "../../pipeline/storyboard/build-storyboard.ts";
import { canonicalJson } from "../../pipeline/support/hash.ts";
import { campaignOfMay, servicesOfProfiles } from "./context.ts";
import { cases, employer, withRequest, worker, workerInReview } from "./employers.ts";
import { fixtureText, launchFixtureText } from "./write-fixtures.ts";

const advice = "texts changed: run «node test/storyboard/write-fixtures.ts» and look at them in Studio";

const secondsOf = (scenes: Scene[]) => scenes.reduce((sum, scene) => sum + sceneTiming(scene).durationInFrames, 0) / 25;

test.each(Object.keys(cases))("the fixture %s is what the program builds today", (name) => {
  const file = new URL(`../../fixtures/storyboards/${name}.json`, import.meta.url);
  expect(readFileSync(file, "utf8") === fixtureText(name), advice).toBe(true);
});

test("the texts of the launch are what the program builds today", () => {
  const file = new URL("../../fixtures/storyboards/launch/launch.json", import.meta.url);
  expect(readFileSync(file, "utf8") === launchFixtureText(), advice).toBe(true);
});

test.each(Object.entries(cases))("%s fits the schema and keeps to the order of kinds", (_name, person) => {
  const built = buildStoryboard(person, campaignOfMay());
  expect(storyboard.parse(JSON.parse(JSON.stringify(built)))).toEqual(built);
  const shared = built.scenes
    .slice(built.scenes.findIndex(({ kind }) => kind === "recent-payment"))
    .map(({ kind }) => kind);
  expect([...new Set(shared)]).toEqual(sceneKinds.slice(sceneKinds.indexOf("recent-payment")));
});

test.each(["one-worker", "paper-notices", "unknown-age", "partial", "shortest-name", "longest-name", "apostrophes"])(
  "%s: one worker and one quarter take 75 to 100 seconds",
  (name) => {
    const person = cases[name];
    if (!person) throw new Error(`no case ${name}`);
    const seconds = secondsOf(buildStoryboard(person, campaignOfMay()).scenes);
    expect(seconds).toBeGreaterThanOrEqual(75);
    expect(seconds).toBeLessThanOrEqual(100);
  },
);

const campaigns = ["2026-05", "2026-08", "2026-11", "2027-02", "2027-05", "2027-08"];

test.each(campaigns.flatMap((campaign) => ["unpaid", "partial"].map((state) => ({ campaign, state }))))(
  "one worker and one $state quarter take 75 to 100 seconds in $campaign, whichever quarter and however notices arrive",
  ({ campaign, state }) => {
    const asOf = lastDayOf(campaign);
    const context = campaignOfMay({ asOf, availableUntil: availableUntil(asOf) });
    const quarters = overdueQuarters(quarter("2026-Q1"), asOf, context.calendar);
    const deliveries = campaign < "2027" ? [false, true, null] : [false];
    for (const [name, paper] of quarters.flatMap((name) => deliveries.map((paper) => [name, paper] as const))) {
      const person = employer("Maria Teresa", [worker("Oksana", `${name} ${state}`)], paper);
      const seconds = secondsOf(buildStoryboard(person, context).scenes);
      expect(seconds, name).toBeGreaterThanOrEqual(75);
      expect(seconds, name).toBeLessThanOrEqual(100);
    }
  },
);

test("no scene depends on two things: changing one thing of an employer changes the scenes of that thing only", () => {
  const picturesOf = (...parameters: Parameters<typeof employer>) =>
    new Set(
      buildStoryboard(employer(...parameters), campaignOfMay()).scenes.map((scene) => canonicalJson(pictureOf(scene))),
    );
  const before = picturesOf("Ada", [worker("Oksana", "2026-Q1")]);
  const changed = (after: Set<string>) =>
    [...after].filter((picture) => !before.has(picture)).map((picture) => JSON.parse(picture).kind);
  expect(changed(picturesOf("Eva", [worker("Oksana", "2026-Q1")]))).toEqual(["greeting"]);
  expect(changed(picturesOf("Ada", [worker("Ana", "2026-Q1")]))).toEqual(["worker"]);
  expect(changed(picturesOf("Ada", [worker("Oksana", "2026-Q1", "2026-Q2")]))).toEqual(["quarters", "late-payment"]);
  expect(changed(picturesOf("Ada", [worker("Oksana", "2026-Q1 partial")]))).toEqual(["quarters"]);
  expect(changed(picturesOf("Ada", [worker("Oksana", "2026-Q1")], true))).toEqual(["notices"]);
  expect(changed(picturesOf("Ada", [worker("Oksana", "2026-Q1"), worker("Ana", "2026-Q1")]))).toEqual([
    "worker",
    "together",
  ]);
});

const oneQuarter = employer("Ada", [worker("Oksana", "2026-Q1")]);
const services = servicesOfProfiles;

test.each([
  { name: "a pending request", person: withRequest(oneQuarter), adds: ["request"] },
  {
    name: "a quarter in review, which costs nothing",
    person: withRequest(oneQuarter, workerInReview("Oksana", "2026-Q2")),
    adds: ["quarters", "request"],
  },
  {
    name: "another worker, in review only",
    person: withRequest(oneQuarter, workerInReview("Ana", "2026-Q2")),
    adds: ["worker", "quarters", "request"],
  },
  { name: "an appointment", person: { ...oneQuarter, isAppointmentOffered: true }, adds: ["services"] },
  { name: "a category with services", person: { ...oneQuarter, categories: ["pensionato"] }, adds: ["services"] },
  { name: "a category without services", person: { ...oneQuarter, categories: ["studente"] }, adds: [] },
])("what the institute knows adds its own scenes and no other: $name", ({ person, adds }) => {
  const picturesOf = (someone: typeof person) =>
    buildStoryboard(someone, campaignOfMay({ services })).scenes.map((scene) => canonicalJson(pictureOf(scene)));
  const before = picturesOf(oneQuarter);
  const added = picturesOf(person).filter((picture) => !before.includes(picture));
  expect(added.map((picture) => JSON.parse(picture).kind)).toEqual(adds);
});

test("what late payment costs is told of unpaid quarters, never of those in review", () => {
  const latePaymentOf = (person: typeof oneQuarter) =>
    buildStoryboard(person, campaignOfMay()).scenes.find(({ kind }) => kind === "late-payment");
  const others = [workerInReview("Oksana", "2026-Q2", "2026-Q3"), workerInReview("Ana", "2026-Q4")];
  expect(latePaymentOf(withRequest(oneQuarter, ...others))).toEqual(latePaymentOf(oneQuarter));
});

test("the scene of a request is the same for everybody, and nobody else sees it", () => {
  const requestsOf = (person: typeof oneQuarter) =>
    buildStoryboard(person, campaignOfMay()).scenes.filter(({ kind }) => kind === "request");
  const seen = Object.values(cases).map((person) => ({ person, scenes: requestsOf(person) }));
  for (const { person, scenes } of seen) expect(scenes.length).toBe(person.hasPendingRequest ? 1 : 0);
  const scenes = seen.flatMap((one) => one.scenes).map((scene) => canonicalJson(scene));
  expect([scenes.length > 2, new Set(scenes).size]).toEqual([true, 1]);
});

test("what is said follows from what is seen, so scenes with one picture have one length", () => {
  const spoken = new Map<string, string>();
  for (const person of Object.values(cases)) {
    for (const scene of buildStoryboard(person, campaignOfMay()).scenes) {
      const picture = canonicalJson(pictureOf(scene));
      expect(spoken.get(picture) ?? scene.narration).toBe(scene.narration);
      spoken.set(picture, scene.narration);
    }
  }
});

test("employers with the same storyboard have the same hash, whoever they are", () => {
  const built = (id: string, name: string) =>
    storyboardHash(
      buildStoryboard({ ...employer(name, [worker("Oksana", "2026-Q1")]), employerId: id }, campaignOfMay()),
    );
  expect(built("A", "Ada")).toBe(built("B", "Ada"));
  expect(built("A", "Ada")).not.toBe(built("A", "Eva"));
});

test.each([
  "{{name}}",
  "{{{constructor}}}",
  "{{#each x}}",
  "<b>Ada</b>",
  "Ada & Eva",
  "$1",
  "[worker]",
  "# Ada",
  "a: b",
])("the name %s is text and nothing else", (name) => {
  const [greeting] = buildStoryboard(employer(name, [worker(name, "2026-Q1")]), campaignOfMay()).scenes;
  expect(greeting).toMatchObject({ name, narration: `Ciao ${name}, ecco la tua guida ai contributi.` });
});

test("a name whose letters no font has is left out, and its guide is made all the same", () => {
  const [greeting, first] = buildStoryboard(employer("ማርያም", [worker("محمد", "2026-Q1")]), campaignOfMay()).scenes;
  expect(greeting).toMatchObject({ salutation: "Ciao!", name: null });
  expect(first).toMatchObject({ lead: "Un tuo rapporto di lavoro", name: null });
});

test("a text that does not fit its place is named, with the next step", () => {
  const context = campaignOfMay({ sender: { name: "INPS", website: "www.a-website-with-a-very-long-name.example" } });
  expect(() => buildStoryboard(employer("Ada", [worker("Oksana", "2026-Q1")]), context)).toThrow(
    /^The setting sender\.website: greeting\.website does not fit its place: 43 characters, at most 28 fit$/,
  );
});

test("quarters of more than four years are shown in several scenes", () => {
  const quarters = [2026, 2027, 2028, 2029, 2030, 2031].map((year) => `${year}-Q1`);
  const { scenes } = buildStoryboard(employer("Ada", [worker("Oksana", ...quarters)]), campaignOfMay());
  const years = scenes.flatMap((scene) => (scene.kind === "quarters" ? [scene.years.map(({ year }) => year)] : []));
  expect(years).toEqual([
    [2026, 2027, 2028, 2029],
    [2030, 2031],
  ]);
});
