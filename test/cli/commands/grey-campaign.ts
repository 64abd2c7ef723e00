import { cpSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { type Scene, sceneTiming } from "../../../compositions/storyboard.ts";
import { settingsFrom } from "../../../pipeline/cli/options.ts";
import { day } from "../../../pipeline/domain/day.ts";
import { decisionOf, decisionsOf } from "../../../pipeline/ledger/bulk/decisions.ts";
import { type Ledger, openLedger } from "../../../pipeline/ledger/open-ledger.ts";
import { openSceneCache } from "../../../pipeline/render/scenes/scene-cache.ts";
import type { SceneKeyOf } from "../../../pipeline/render/scenes/scene-key.ts";
import type { CampaignSettings } from "../../../pipeline/settings/campaign-settings.ts";
import { canonicalJson } from "../../../pipeline/support/hash.ts";
import { silentProgress } from "../../../pipeline/support/progress.ts";
import { recordLatePayments } from "../../../pipeline/workflow/notify/late-files.ts";
import { type CampaignPlan, currentPlan } from "../../../pipeline/workflow/plan/campaign-plan.ts";
import { guidesToMake } from "../../../pipeline/workflow/plan/plan-guides.ts";
import { cacheFolder, openRenderKit } from "../../../pipeline/workflow/render/render-kit.ts";
import { notifyCampaign, renderCampaign } from "../../../pipeline/workflow/run.ts";
import { planFor } from "../../extract/planned.ts";
import { onceInRun } from "../../support/once-in-run.ts";
import { silentTools } from "../../support/silent-tools.ts";
import { greyScene } from "./grey-scene.ts";

const extracts = fileURLToPath(new URL("../../../fixtures/extracts", import.meta.url));

/** The stages of a campaign as the commands run them, in one process; scenes are grey videos of the right length. */
export type GreyCampaign = {
  settings: CampaignSettings;
  plan(): Promise<unknown>;
  render(): Promise<unknown>;
  notify(): Promise<unknown>;
  /** Takes note of late payments of these euros for each quarter an employer owes; writes no manifest. */
  pay(employerId: string, euros: number): Promise<unknown>;
  /** Ids of the selected employers, in their order. */
  selected(): Promise<string[]>;
  /** Does something with the ledger, which is open only meanwhile. */
  withLedger<Result>(work: (ledger: Ledger) => Result | Promise<Result>): Promise<Result>;
};

export function greyCampaign(out: string, typed: Parameters<typeof settingsFrom>[0] = {}): GreyCampaign {
  const settings = settingsFrom({ extracts, campaign: "2026-05", out, package: "both", ...typed }, day("2026-06-01"));
  const withLedger: GreyCampaign["withLedger"] = async (work) => {
    const ledger = await openLedger(out);
    try {
      return await work(ledger);
    } finally {
      await ledger.close();
    }
  };
  const toolsWith = (ledger: Ledger) => ({
    ledger,
    ...silentTools(),
    startedAt: new Date("2026-06-01T08:00:00Z"),
  });
  return {
    settings,
    withLedger,
    plan: () => withLedger((ledger) => planFor(ledger, settings)),
    render: () =>
      withLedger(async (ledger) => {
        const plan = await currentPlan(ledger, settings);
        await fillCache(ledger, plan);
        await renderCampaign(plan, toolsWith(ledger));
      }),
    notify: () =>
      withLedger(async (ledger) =>
        notifyCampaign({ ...(await currentPlan(ledger, settings)), limit: settings.limit }, toolsWith(ledger)),
      ),
    pay: (employerId, euros) =>
      withLedger(async (ledger) => {
        const current = await currentPlan(ledger, settings);
        const owed = decisionOf(ledger, current.plan, employerId)?.unpaid.split("|") ?? [];
        const rows = owed.map((entry) => `${entry.split(":").slice(0, 2).join(",")},,${euros},2026-06-03,`);
        const file = path.join(out, "late.csv");
        writeFileSync(
          file,
          ["relationship_id,quarter,amount_due,amount_paid,paid_on,notice_number", ...rows, ""].join("\n"),
        );
        await recordLatePayments(ledger, current, file, silentProgress);
        rmSync(file);
      }),
    selected: () =>
      withLedger(async (ledger) =>
        [...decisionsOf(ledger, (await currentPlan(ledger, settings)).plan)]
          .filter(({ decision }) => decision === "selected")
          .map((line) => line.employerId),
      ),
  };
}

/** The campaign of these options when everybody was told, copied from one that is made once in a run of all tests. */
export async function toldGreyCampaign(
  out: string,
  typed: Parameters<typeof settingsFrom>[0] = {},
): Promise<GreyCampaign> {
  const made = await onceInRun(`told campaign ${canonicalJson(typed)}`, async (folder) => {
    const { plan, render, notify } = greyCampaign(folder, typed);
    await plan();
    await render();
    await notify();
  });
  cpSync(made, out, { recursive: true });
  return greyCampaign(out, typed);
}

let keys: SceneKeyOf | null = null;

/** Found out once in a file of tests: the browser is started for it, and all drawing code is read. */
async function keyOfScenes(plan: CampaignPlan): Promise<SceneKeyOf> {
  keys ??= (await openRenderKit(plan)).keyOf;
  return keys;
}

/** Puts grey videos into the cache of an output folder for the scenes of a plan, or those `isGrey`, that are not there. */
export async function fillCache(
  ledger: Ledger,
  plan: CampaignPlan,
  outFolder = plan.outFolder,
  isGrey: (scene: Scene) => boolean = () => true,
): Promise<void> {
  const cache = openSceneCache(cacheFolder(outFolder));
  for (const [key, { scene }] of guidesToMake(ledger, plan, await keyOfScenes(plan)).scenes) {
    if (!isGrey(scene) || (await cache.read(key)) !== null) continue;
    await cache.write(key, await greyScene(sceneTiming(scene).durationInFrames));
  }
}
