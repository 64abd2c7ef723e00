import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { day } from "../../pipeline/domain/day.ts";
import { type ExtractName, extractNames } from "../../pipeline/domain/extract.ts";
import { quarter } from "../../pipeline/domain/quarter.ts";
import { looseForms } from "../../pipeline/domain/relationship-id-form.ts";
import { decisionsOf } from "../../pipeline/ledger/bulk/decisions.ts";
import { openLedger } from "../../pipeline/ledger/open-ledger.ts";
import type { CampaignSettings } from "../../pipeline/settings/campaign-settings.ts";
import { readConfig } from "../../pipeline/settings/config.ts";
import { silentProgress } from "../../pipeline/support/progress.ts";
import { synthExtracts } from "../../pipeline/synth/synth-extracts.ts";
import { planExtracts } from "../../pipeline/workflow/plan/make-plan.ts";
import { startRunLog } from "../../pipeline/workflow/report/run-log.ts";
import { settingsFor } from "../extract/campaign-settings.ts";
import { silentTools } from "../support/silent-tools.ts";

/** Who is selected for what, as a plan has decided. */
export type Selection = {
  /** employer_id → `relationship_id:quarter` of what is unpaid or partial, the id in its loose form. */
  unpaid: Map<string, Set<string>>;
  withheld: number;
};

/** Good extracts and what is decided of them. */
export type Undamaged = {
  folder: string;
  texts: Record<ExtractName, string>;
  control: string;
  /** Output in which the campaign of February is planned from the same extracts, about 2025-Q4; to be copied. */
  campaignBefore: string;
  selection: Selection;
  remove(): Promise<void>;
};

/** May 2026 as its users plan it: nothing is accepted. */
export function strictSettings(extracts: string, out: string): CampaignSettings {
  return settingsFor(extracts, out, { accepted: [], maxRejectedPercent: 5 });
}

/** Invents extracts and decides them; everything is in a folder that `remove` removes. */
export async function undamagedExtracts(seed: string, employers: number): Promise<Undamaged> {
  const root = await mkdtemp(path.join(tmpdir(), "videoguida-damage-"));
  const [folder, campaignBefore] = [path.join(root, "extracts"), path.join(root, "before")];
  await mkdir(folder);
  await synthExtracts({ employers, seed, folder, hostilePercent: 0 }, silentProgress);
  const config = { ...readConfig(null), firstQuarter: quarter("2025-Q4") };
  const february = { campaign: "2026-02", asOf: day("2026-02-28"), config };
  await selectionOf({ ...strictSettings(folder, campaignBefore), ...february });
  const textOf = (fileName: string) => readFile(path.join(folder, fileName), "utf8");
  const texts = await Promise.all(extractNames.map(async (name) => [name, await textOf(`${name}.csv`)]));
  return {
    folder,
    texts: Object.fromEntries(texts),
    control: await textOf("control.csv"),
    campaignBefore,
    selection: await selectionOf(strictSettings(folder, path.join(root, "out"))),
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

/** Plans a campaign and says who is selected for what. Throws what planning throws. */
export async function selectionOf(settings: CampaignSettings): Promise<Selection> {
  const ledger = await openLedger(settings.outFolder);
  try {
    // The settings are always the same good ones; to try them would take as long as to read the extracts.
    const tools = { ledger, ...silentTools(), startedAt: new Date() };
    const { plan } = await planExtracts(settings, tools, "take-over", startRunLog());
    const decisions = [...decisionsOf(ledger, plan)];
    const selected = decisions.filter(({ decision }) => decision === "selected");
    return {
      unpaid: new Map(selected.map(({ employerId, unpaid }) => [employerId, entriesIn(unpaid)])),
      withheld: decisions.filter(({ decision }) => decision === "withheld").length,
    };
  } finally {
    await ledger.close();
  }
}

/** Employers wrongly selected: not in the other selection, or not for all the same. */
export function accusedBy(damaged: Selection, undamaged: Selection): string[] {
  return [...damaged.unpaid].flatMap(([employerId, entries]) => {
    const rightly = undamaged.unpaid.get(employerId);
    return rightly !== undefined && entries.isSubsetOf(rightly) ? [] : [employerId];
  });
}

/** An id in small letters is still the same relationship. */
function entriesIn(unpaid: string): Set<string> {
  const entries = unpaid.split("|").map((entry) => {
    const [id = "", of = ""] = entry.slice(0, entry.lastIndexOf(":")).split(/:(?=[^:]*$)/);
    return `${looseForms(id)[0]}:${of}`;
  });
  return new Set(entries);
}
