import fc from "fast-check";
import { expect, test } from "vitest";
import { numberOf } from "../../support/number-of.ts";
import { feasibleValues, publishedIn } from "./attacker.ts";
import { countsOf, measuresOfSmall, type SmallCampaign, smallCampaign } from "./small-campaigns.ts";

/**
 * Figures about few people that somebody can work out who knows all that is shown and what each measure is. That nobody
 * is there (0) may be known: see DECISIONS, «What a small number hides, and what hides it».
 */
async function workedOut(campaign: SmallCampaign): Promise<string[]> {
  const counts = countsOf(campaign);
  const feasible = feasibleValues(publishedIn(await measuresOfSmall(campaign)));
  return [...feasible].flatMap(([name, { from, to }]) => {
    const count = counts.get(name) ?? Number.NaN;
    // The attacker would be wrong: then the rules are, not the figures.
    if (!(count >= from && count <= to)) throw new Error(`${name} is ${count}, not ${from} to ${to}`);
    return from === to && count > 0 ? [`${name} = ${count}`] : [];
  });
}

const nothing: SmallCampaign = {
  ...{ told: 30, failed: 0, opened: 0, played: 0, downloaded: 0 },
  ...{ watched: [0, 0, 0, 0], chapters: [0, 0, 0, 0, 0], services: [], rated: [0, 0, 0, 0, 0], channels: [] },
  delegates: {
    ...{ sent: 0, delivered: 0, read: 0, bounced: 0, opened: 0, played: 0, downloaded: 0, rated: 0 },
    ...{ watched: [0, 0, 0, 0], services: { guides: 0, times: 1 } },
  },
};

/** Found by the property below, and by thinking. */
test.each([
  { name: "six rated, as many as were told, and their mean", told: 6, rated: [1, 0, 0, 5, 0] },
  { name: "a mean of 2.8 that only 4, 4 and 5 ratings make", told: 30, rated: [4, 4, 0, 0, 5] },
  {
    name: "five people opened one service, one of them another, and there are six openings in all",
    services: [
      { from: 0, people: 1, times: 1 },
      { from: 0, people: 5, times: 1 },
    ],
  },
  {
    name: "what came back, when nearly all was read",
    channels: [{ channel: "sms" as const, sent: 9, delivered: 8, read: 8, bounced: 1 }],
  },
])("$name: not worked out", async ({ name: _, ...campaign }) => {
  expect(await workedOut({ ...nothing, ...campaign })).toEqual([]);
});

test("no figure about few people can be worked out from what is shown of a small campaign", async () => {
  await fc.assert(
    fc.asyncProperty(smallCampaign, async (campaign) => {
      expect(await workedOut(campaign)).toEqual([]);
    }),
    { numRuns: numberOf({ ordinary: 120, long: 1_000 }) },
  );
});

test("nor of a campaign that many have rated, few of them with some stars", async () => {
  const people = fc.oneof(fc.nat(4), fc.integer({ min: 5, max: 60 }));
  await fc.assert(
    fc.asyncProperty(fc.array(people, { minLength: 5, maxLength: 5 }), async (rated) => {
      expect(await workedOut({ ...nothing, told: 300, rated })).toEqual([]);
    }),
    { numRuns: numberOf({ ordinary: 120, long: 1_000 }) },
  );
});

test("the attacker does work out what is there to be worked out", () => {
  const published = publishedIn([
    { measure: "sent", dimension: "sms", value: 20 },
    { measure: "delivered", dimension: "sms", value: 17 },
    { measure: "read", dimension: "sms", value: "near" },
    { measure: "bounced", dimension: "sms", value: "few" },
    { measure: "service", dimension: "a", value: 8 },
    { measure: "service", dimension: "b", value: "few" },
    { measure: "interactions", dimension: "", value: 11 },
    ...[1, 2, 3, 4].map((stars) => ({ measure: "rated", dimension: String(stars), value: "few" as const })),
    { measure: "rated", dimension: "5", value: 60 },
    { measure: "rating_mean", dimension: "", value: 5 },
  ]);
  expect(feasibleValues(published)).toEqual(
    new Map([
      ["bounced sms", { from: 0, to: 3 }],
      ["service b", { from: 3, to: 3 }],
      // A mean of 4.95 at least: of 61 to 64 people three stars are missing at most.
      ["rated 1", { from: 0, to: 0 }],
      ["rated 2", { from: 0, to: 1 }],
      ["rated 3", { from: 0, to: 1 }],
      ["rated 4", { from: 0, to: 3 }],
    ]),
  );
});
