import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type Day, day } from "../../../pipeline/domain/day.ts";
import type { SelectedEmployer } from "../../../pipeline/domain/selected-employer.ts";
import { writeManifests } from "../../../pipeline/notify/manifests/write-manifests.ts";
import { writeCampaignSummary } from "../../../pipeline/report/campaign-summary-file.ts";
import { summariseCampaign } from "../../../pipeline/report/summarise-campaign.ts";
import type { CampaignSettings } from "../../../pipeline/settings/campaign-settings.ts";
import { configSchema } from "../../../pipeline/settings/config.ts";
import { byteOrderMark, csvLine } from "../../../pipeline/support/csv-writer.ts";
import { guideFor } from "../../notify/employers.ts";
import { facts, notificationsOf } from "../../notify/manifest-people.ts";

export function settingsFor(outFolder: string, changes: Partial<CampaignSettings> = {}): CampaignSettings {
  return {
    campaign: "2026-05",
    asOf: day("2026-05-31"),
    audience: "all",
    packaging: "mp4",
    maxRejectedPercent: 5,
    limit: null,
    holdoutPercent: 0,
    extractsFolder: null,
    outFolder,
    config: configSchema.parse({}),
    today: day("2026-11-24"),
    accepted: [],
    changesAddresses: false,
    ...changes,
  };
}

type Contents = { failed?: string[]; availableUntil?: Day };

/** A campaign as a run leaves it, with a few bytes for each video. Returns its folder. */
export async function writeCampaign(
  settings: CampaignSettings,
  selected: SelectedEmployer[],
  { failed = [], availableUntil = facts.availableUntil }: Contents = {},
): Promise<string> {
  const folder = path.join(settings.outFolder, "campaigns", settings.campaign);
  mkdirSync(path.join(folder, "videos"), { recursive: true });
  for (const { videoId } of selected.map((employer) => guideFor(employer))) {
    for (const ending of ["mp4", "it.vtt", "it.txt"])
      writeFileSync(path.join(folder, "videos", `${videoId}.${ending}`), "x");
  }
  const rows = selected.map(({ employerId }) => csvLine([employerId, "selected", "unpaid", "RL1:2026-Q1:unpaid"]));
  writeFileSync(
    path.join(folder, "decisions.csv"),
    `${byteOrderMark}${csvLine(["employer_id", "decision", "reason", "unpaid"])}${rows.join("")}`,
  );
  writeFileSync(
    path.join(folder, "rejected.csv"),
    byteOrderMark + csvLine(["file", "line", "severity", "code", "column", "message"]),
  );
  const told = selected.filter(({ employerId }) => !failed.includes(employerId)).slice(0, settings.limit ?? undefined);
  await writeManifests(notificationsOf(told), path.join(folder, "manifests"), facts);
  await writeCampaignSummary(
    folder,
    summariseCampaign({
      settings,
      availableUntil,
      extracts: [],
      rejectedByCode: {},
      decisions: [{ decision: "selected", reason: "unpaid", count: selected.length }],
      checks: [],
      accepted: [],
      stages: [
        {
          stage: "notify",
          finishedAt: "2026-06-01T08:00:00.000Z",
          seconds: 1,
          result: { failed: failed.map((employer_id) => ({ employer_id, reason: "scene not rendered" })) },
        },
      ],
    }),
  );
  return folder;
}
