import { expect, test } from "vitest";
import { day } from "../../pipeline/domain/day.ts";
import { campaignSummarySchema } from "../../pipeline/report/campaign-summary.ts";
import {
  type CampaignParts,
  type StageOutcome,
  summariseCampaign,
  withoutPeople,
} from "../../pipeline/report/summarise-campaign.ts";
import { configSchema } from "../../pipeline/settings/config.ts";

const extract = (name: "employers" | "relationships", sha: string) => ({
  name,
  file: `${name}.csv`,
  sha256: sha.repeat(64),
  bytes: 100,
  encoding: "utf-8",
  delimiter: ",",
  unknown_columns: [],
  rows: 10,
  accepted: 9,
  rejected: 1,
  field_issues: 2,
});

const guides = { employers: 12, videos: 11, scenes: 60, seconds_of_video: 1000, bytes: { mp4: 5_000_000, hls: 0 } };

function stage(name: string, seconds: number, result: StageOutcome["result"]): StageOutcome {
  return { stage: name, finishedAt: "2026-07-01T10:00:00.000Z", seconds, result };
}

function parts(changes: Partial<CampaignParts> = {}): CampaignParts {
  return {
    settings: {
      campaign: "2026-05",
      asOf: day("2026-05-31"),
      audience: "all",
      packaging: "mp4",
      maxRejectedPercent: 5,
      limit: null,
      holdoutPercent: 0,
      extractsFolder: "somewhere",
      outFolder: "output",
      config: configSchema.parse({ tokenKeyFile: "secret/place", render: { licenseKey: "rm-secret" } }),
      today: day("2026-11-24"),
      accepted: [],
      changesAddresses: false,
    },
    availableUntil: day("2026-11-30"),
    extracts: [extract("relationships", "b"), extract("employers", "a")],
    rejectedByCode: { "invalid-date": 1, "duplicate-employer": 2 },
    decisions: [
      { decision: "selected", reason: "unpaid", count: 12 },
      { decision: "excluded", reason: "nothing-due", count: 2 },
      { decision: "excluded", reason: "all-paid", count: 3 },
      { decision: "withheld", reason: "incomplete-data", count: 1 },
    ],
    checks: [
      { name: "future", holds: true, sentence: "The position is judged on 2026-05-31" },
      { name: "coverage", holds: false, sentence: "2026-Q1 40 of 100" },
    ],
    accepted: ["coverage"],
    stages: [
      stage("ingest", 1.5, {}),
      stage("assemble", 2, { guides }),
      stage("notify", 1, { failed: [{ employer_id: "90000000011", reason: "scene not rendered" }] }),
    ],
    ...changes,
  };
}

test("the summary keeps its schema and counts by decision and reason", () => {
  const summary = summariseCampaign(parts());
  expect(campaignSummarySchema.parse(JSON.parse(JSON.stringify(summary)))).toEqual(summary);
  expect(summary.decisions).toEqual({
    total: 18,
    selected: { unpaid: 12 },
    excluded: { "all-paid": 3, "nothing-due": 2 },
    withheld: { "incomplete-data": 1 },
  });
});

test("when the personal data goes, counts stay and no id of anybody", () => {
  const plan = {
    guides: 12,
    stories: 11,
    scenes: 60,
    scenes_in_cache: 0,
    seconds_of_video: 1000,
    estimated_render_seconds: 30,
    estimated_bytes: { mp4: 5_000_000, hls: 1_000_000 },
    names_that_cannot_be_set: { count: 1, sample: ["90000000022"] },
  };
  const purged = withoutPeople(
    summariseCampaign(parts({ stages: [...parts().stages, stage("storyboards", 1, { plan })] })),
    day("2026-12-01"),
  );
  expect(campaignSummarySchema.parse(purged)).toEqual(purged);
  expect(JSON.stringify(purged)).not.toMatch(/900000000/);
  expect(purged).toMatchObject({ purged_on: "2026-12-01", plan: { names_that_cannot_be_set: { count: 1 } } });
});

test("secrets are named as configured, never shown", () => {
  const text = JSON.stringify(summariseCampaign(parts()));
  expect(text).not.toMatch(/rm-secret|secret\/place/);
  expect(summariseCampaign(parts()).settings.config.render.licenseKey).toBe("configured");
});

test("the order in which the parts come makes no difference, and only timings differ between equal runs", () => {
  const first = parts();
  const second = parts({
    extracts: first.extracts.toReversed(),
    decisions: first.decisions.toReversed(),
    rejectedByCode: { "duplicate-employer": 2, "invalid-date": 1 },
    stages: [...first.stages, stage("render", 9, { scenes: { rendered: 0, from_cache: 60 } })].map((one) => ({
      ...one,
      finishedAt: "2026-07-02T10:00:00.000Z",
    })),
  });
  const { timings: _first, ...one } = summariseCampaign(first);
  const { timings: _second, ...other } = summariseCampaign(second);
  expect(JSON.stringify(one)).toBe(JSON.stringify(other));
});

test("every stage keeps what it said and when, and a check that was accepted says so", () => {
  const summary = summariseCampaign(parts());
  expect(summary).toMatchObject({ plan: null, notifications: null, guides });
  expect(summary.timings).toMatchObject({
    seconds: { ingest: 1.5, assemble: 2, notify: 1 },
    finished_at: { notify: "2026-07-01T10:00:00.000Z" },
  });
  expect(summary.checks.map(({ name, holds, accepted }) => [name, holds, accepted])).toEqual([
    ["future", true, false],
    ["coverage", false, true],
  ]);
});
