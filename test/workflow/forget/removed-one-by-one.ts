import { readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "vitest";
import { day } from "../../../pipeline/domain/day.ts";
import { silentProgress } from "../../../pipeline/support/progress.ts";
import { verifyCampaign } from "../../../pipeline/verify/verify-campaign.ts";
import { forgetEmployer } from "../../../pipeline/workflow/forget/forget-employer.ts";
import { personHash } from "../../../pipeline/workflow/forget/forgotten-people.ts";
import { toldGreyCampaign } from "../../cli/commands/grey-campaign.ts";

const elsewhere = { events: async () => {}, report: async () => {} };

/** The lines of a CSV file, its header first. */
export function linesOf(file: string): string[] {
  return readFileSync(file, "utf8").trimEnd().split("\r\n");
}

/** Removes people of the fixture's campaign one after the other; after each the campaign is verified without a problem. */
export async function removeOneByOne(
  out: string,
  options: { limit?: string },
  choose: (everybody: string[]) => string[],
): Promise<{ employers: number; forgotten: number }> {
  const campaign = await toldGreyCampaign(out, { package: "hls", ...options });
  const decisions = path.join(out, "campaigns/2026-05/decisions.csv");
  const hash = personHash(readFileSync(path.join(out, "guide-token.key")));
  const everybody = linesOf(decisions)
    .slice(1)
    .map((line) => line.split(",")[0] ?? "");
  for (const employerId of choose(everybody)) {
    const before = linesOf(decisions);
    const forgetting = { employerId, forgottenOn: day("2026-06-10") };
    const left = await campaign.withLedger((ledger) =>
      forgetEmployer(ledger, campaign.settings, forgetting, { hash, elsewhere }),
    );
    const { problems } = await verifyCampaign(campaign.settings, silentProgress);
    expect([employerId, left, problems]).toEqual([employerId, [], []]);
    expect(linesOf(decisions)).toEqual(before.filter((line) => !line.startsWith(employerId)));
  }
  return JSON.parse(readFileSync(path.join(out, "campaigns/2026-05/manifests/manifest.json"), "utf8")).totals;
}
