import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { day } from "../../../pipeline/domain/day.ts";
import { silentProgress } from "../../../pipeline/support/progress.ts";
import { verifyCampaign } from "../../../pipeline/verify/verify-campaign.ts";
import { forgetEmployer } from "../../../pipeline/workflow/forget/forget-employer.ts";
import { personHash } from "../../../pipeline/workflow/forget/forgotten-people.ts";
import { greyCampaign } from "../../cli/commands/grey-campaign.ts";
import { temporaryFolder } from "../../notify/manifest-folder.ts";
import { linesOf } from "./lines-of.ts";

const nothing = { events: async () => {}, report: async () => {} };

test.each([{ limit: undefined }, { limit: "5" }])(
  "all are removed one after the other (limit $limit): selected, excluded, withheld, with shared videos; after each the campaign is whole",
  async (options) => {
    const out = temporaryFolder();
    const campaign = greyCampaign(out, { package: "hls", ...options });
    await campaign.plan();
    await campaign.render();
    await campaign.notify();
    const folder = path.join(out, "campaigns/2026-05");
    const hash = personHash(readFileSync(path.join(out, "guide-token.key")));
    const everybody = linesOf(path.join(folder, "decisions.csv"))
      .slice(1)
      .map((line) => line.split(",")[0] ?? "");
    expect(everybody).toHaveLength(21);
    for (const [index, employerId] of everybody.entries()) {
      const left = await campaign.withLedger((ledger) =>
        forgetEmployer(
          ledger,
          campaign.settings,
          { employerId, forgottenOn: day("2026-06-10") },
          { hash, elsewhere: nothing },
        ),
      );
      expect(left).toEqual([]);
      const { problems } = await verifyCampaign(campaign.settings, silentProgress);
      expect([employerId, problems]).toEqual([employerId, []]);
      expect(linesOf(path.join(folder, "decisions.csv"))).toHaveLength(everybody.length - index);
    }
    const manifest = JSON.parse(readFileSync(path.join(folder, "manifests/manifest.json"), "utf8"));
    expect(manifest.totals).toMatchObject({ employers: 0, forgotten: options.limit ? 5 : 13 });
  },
);
