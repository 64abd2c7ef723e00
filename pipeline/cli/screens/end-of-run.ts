import { exitCodes } from "../../domain/errors.ts";
import type { CampaignSummary, Failure } from "../../report/campaign-summary.ts";
import { type CampaignSettings, campaignFolder } from "../../settings/campaign-settings.ts";
import type { ListFailures } from "../command-tools.ts";
import { settingsNote } from "./plan-screen.ts";

/** Failed employers named on the screen; all of them stand in campaign.json. */
const shownFailures = 10;

/** Says how a run ended: what was made and where it is, or who has no guide and why. Returns the exit code. */
export function endOfRun(
  settings: CampaignSettings,
  summary: CampaignSummary,
  tools: { listFailures: ListFailures },
): number {
  const folder = campaignFolder(settings);
  process.stdout.write(`${runScreen(summary, folder)}\n`);
  return listFailed(summary.failed, tools);
}

/** Names the first of those who should have got a guide and did not. Returns the exit code: 3 when there are any. */
export function listFailed(failed: readonly Failure[], { listFailures }: { listFailures: ListFailures }): number {
  if (failed.length === 0) return exitCodes.done;
  listFailures(
    `${failed.length} employers have no guide and are told nothing (campaign.json lists them). Run the same command again to try anew.`,
    failureLines(failed),
  );
  return exitCodes.someFailed;
}

/** One screen about a campaign, for a person. */
export function runScreen(summary: CampaignSummary, folder: string): string {
  const { guides, notifications, decisions } = summary;
  const count = (value: number) => value.toLocaleString("en-GB");
  const selected = Object.values(decisions.selected).reduce((sum, value) => sum + value, 0);
  const lines = [
    `Campaign ${summary.campaign}, position of ${summary.as_of}, guides available until ${summary.available_until}${settingsNote(summary.settings)}`,
    `  employers      ${count(decisions.total)}, of whom ${count(selected)} selected`,
  ];
  if (guides)
    lines.push(
      `  guides         ${count(guides.videos)} videos of ${count(guides.scenes)} scenes for ${count(guides.employers)} employers`,
    );
  if (notifications) {
    const channels = Object.entries(notifications.by_channel).map(([channel, value]) => `${channel} ${count(value)}`);
    lines.push(
      `  notifications  ${count(notifications.total)}: ${channels.join(", ")}; withdrawn in all ${count(notifications.withdrawn)}`,
    );
    if (notifications.corrections > 0)
      lines.push(
        `  corrections    ${count(notifications.corrections)} in manifests/corrections.ndjson, to people who were told and should not have been`,
      );
    const { changes } = summary.timings;
    if (changes)
      lines.push(
        `  this time      ${count(changes.added)} added, ${count(changes.changed)} changed, ${count(changes.withdrawn)} withdrawn (manifest version ${notifications.manifest_version})`,
      );
  }
  lines.push(`  in             ${folder}`);
  return lines.join("\n");
}

function failureLines(failed: readonly Failure[]): string[] {
  const shown = failed.slice(0, shownFailures).map(({ employer_id, reason }) => `  ${employer_id}: ${reason}`);
  const more = failed.length > shown.length ? [`  … and ${failed.length - shown.length} more`] : [];
  return [...shown, ...more];
}
