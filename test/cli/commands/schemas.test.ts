import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { day } from "../../../pipeline/domain/day.ts";
import { inventedDelegates } from "../../../pipeline/domain/invented-delegates.ts";
import { channels } from "../../../pipeline/domain/notification.ts";
import { pageEvents } from "../../../pipeline/events/event-schema.ts";
import { buildDelegateNotification } from "../../../pipeline/notify/messages/delegate-message.ts";
import { context } from "../../notify/employers.ts";
import { videoguida } from "../program.ts";
import { toldGreyCampaign } from "./grey-campaign.ts";

const out = mkdtempSync(path.join(tmpdir(), "schemas-command-"));
const to = path.join(out, "schemas");
const folder = path.join(out, "campaigns/2026-05");

beforeAll(async () => {
  await toldGreyCampaign(out);
  expect((await videoguida(["schemas", "--to", to])).exitCode).toBe(0);
}, 120_000);
afterAll(() => rmSync(out, { recursive: true, force: true }));

function validator(name: string): ValidateFunction {
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
  return ajv.compile(JSON.parse(readFileSync(path.join(to, `${name}.schema.json`), "utf8")));
}

/** The value with one of its members left out, for each of them. */
const withoutOne = (value: object) =>
  Object.keys(value).map((name) => Object.fromEntries(Object.entries(value).filter(([other]) => other !== name)));

function expectValid(name: string, value: unknown): void {
  const validate = validator(name);
  expect([validate(value), validate.errors]).toEqual([true, null]);
}

test("every schema is one that ajv takes", () => {
  const names = readdirSync(to).map((file) => file.replace(".schema.json", ""));
  expect(names.sort()).toEqual(
    [
      "campaign",
      "inspection",
      "manifest",
      "manifest-line.delegate",
      "page-events",
      "receipt",
      ...channels.flatMap((one) => [`manifest-line.${one}`, `correction-line.${one}`]),
    ].sort(),
  );
  for (const name of names) expect(typeof validator(name)).toBe("function");
});

test.each(channels)("every line of %s is valid, and none without one of its members", (channel) => {
  const validate = validator(`manifest-line.${channel}`);
  const lines = readFileSync(path.join(folder, "manifests", `${channel}.ndjson`), "utf8")
    .trim()
    .split("\n");
  for (const line of lines) {
    expect([validate(JSON.parse(line)), validate.errors]).toEqual([true, null]);
    for (const damaged of withoutOne(JSON.parse(line))) expect(validate(damaged)).toBe(false);
  }
});

test("a line to a delegate is valid, and none without one of its members", () => {
  const [delegate] = inventedDelegates;
  const line = buildDelegateNotification(delegate, day("2026-11-30"), context);
  expectValid("manifest-line.delegate", JSON.parse(JSON.stringify(line)));
  for (const damaged of withoutOne(line)) expect(validator("manifest-line.delegate")(damaged)).toBe(false);
});

test("manifest.json, campaign.json and an inspection are valid", async () => {
  const read = (file: string) => JSON.parse(readFileSync(path.join(folder, file), "utf8"));
  expectValid("manifest", read("manifests/manifest.json"));
  expectValid("campaign", read("campaign.json"));
  const inspected = await videoguida(["inspect", "FRRMRA61C54H501J", "--campaign", "2026-05", "--out", out, "--json"]);
  expectValid("inspection", JSON.parse(inspected.stdout));
  for (const damaged of withoutOne(read("campaign.json"))) expect(validator("campaign")(damaged)).toBe(false);
});

const rated = (comment: string) => [
  { event_id: "10000000-0000-4000-8000-000000000001", type: "rated", rating: 5, comment },
];

test.each([
  { what: "500 characters", comment: "è".repeat(500), is: true },
  { what: "500 emojis", comment: "😀".repeat(500), is: true },
  { what: "501 characters", comment: "è".repeat(501), is: false },
])("page-events, a comment of $what: $is, as the program says", ({ comment, is }) => {
  expect(validator("page-events")(rated(comment))).toBe(is);
  expect(pageEvents.safeParse(rated(comment)).success).toBe(is);
});

test.each([
  {
    name: "page-events",
    value: [{ event_id: "10000000-0000-4000-8000-000000000001", type: "watched", percent: 50 }],
    is: true,
  },
  {
    name: "page-events",
    value: [{ event_id: "10000000-0000-4000-8000-000000000001", type: "watched", percent: 30 }],
    is: false,
  },
  { name: "page-events", value: [{ event_id: "10000000-0000-4000-8000-000000000001", type: "watched" }], is: false },
  ...[
    { place: "1", is: true },
    { place: "99", is: true },
    { place: "end", is: true },
    { place: "100", is: false },
    { place: "0", is: false },
    { place: 3, is: false },
  ].map(({ place, is }) => ({
    ...{ name: "page-events", is },
    value: [{ event_id: "10000000-0000-4000-8000-000000000001", type: "service", service: "a", place }],
  })),
  { name: "page-events", value: { type: "opened" }, is: false },
  { name: "receipt", value: { notification_id: "a", status: "read", at: "2026-06-05T08:00:00Z" }, is: true },
  { name: "receipt", value: { notification_id: "a", status: "seen", at: "2026-06-05T08:00:00Z" }, is: false },
  { name: "receipt", value: { notification_id: "a", status: "read", at: "2026-06-05T08:00:00" }, is: false },
])("$name, $value: $is", ({ name, value, is }) => {
  expect(validator(name)(value)).toBe(is);
});
