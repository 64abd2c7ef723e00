import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sceneTiming } from "../../compositions/storyboard.ts";
import { settingsFrom } from "../../pipeline/cli/options.ts";
import { day } from "../../pipeline/domain/day.ts";
import { guidesOf, type PlannedVideo } from "../../pipeline/ledger/bulk/plan-contents.ts";
import { type Ledger, openLedger } from "../../pipeline/ledger/open-ledger.ts";
import { writeNotifications } from "../../pipeline/workflow/notify/write-notifications.ts";
import type { CampaignPlan } from "../../pipeline/workflow/plan/campaign-plan.ts";
import { type GuidesPlan, guidesToMake, scenesOfVideo } from "../../pipeline/workflow/plan/plan-guides.ts";
import { assembleMissingGuides } from "../../pipeline/workflow/render/render-guides.ts";
import { openRenderKit, type RenderKit } from "../../pipeline/workflow/render/render-kit.ts";
import { greyScene } from "../cli/commands/grey-scene.ts";
import { planFor } from "../extract/planned.ts";
import { silentTools } from "../support/silent-tools.ts";

const out = mkdtempSync(path.join(tmpdir(), "failed-scene-"));
const extracts = fileURLToPath(new URL("../../fixtures/extracts", import.meta.url));

let plan: CampaignPlan;
let ledger: Ledger;
let kit: RenderKit;
let guides: GuidesPlan;
const tools = () => ({ ledger, ...silentTools(), startedAt: new Date() });
beforeAll(async () => {
  ledger = await openLedger(out);
  plan = await planFor(ledger, settingsFrom({ extracts, campaign: "2026-05", out }, day("2026-06-01")));
  kit = await openRenderKit(plan);
  guides = guidesToMake(ledger, plan, kit.keyOf);
  // Videos of the right length in place of the real ones: what is tested is who is left out.
  for (const [key, { scene }] of guides.scenes) {
    await kit.cache.write(key, await greyScene(sceneTiming(scene).durationInFrames));
  }
});
afterAll(async () => {
  await ledger.close();
  rmSync(out, { recursive: true });
});

test("a scene that cannot be rendered costs its employers their guide, and nobody else", async () => {
  const planned = [...guidesOf(ledger, plan)];
  // The greeting of two employers with the same first name.
  const keys = planned.map(({ videoId }) => {
    const video = guides.videos.get(videoId ?? "") as PlannedVideo;
    return scenesOfVideo(video, guides.byNumber)[0]?.key;
  });
  const shared = keys.find((key, index) => keys.indexOf(key) !== index) as string;
  const concerned = planned.filter((_, index) => keys[index] === shared).map(({ employer }) => employer.employerId);
  expect(concerned.length).toBeGreaterThan(1);

  const failedScenes = [{ key: shared, kind: "greeting" as const, reason: "a page was lost" }];
  const assembly = await assembleMissingGuides(plan, guides, kit.cache, failedScenes, tools());
  expect([...assembly.failed.values()]).toEqual(
    expect.arrayContaining([expect.stringMatching(/greeting.*a page was lost/)]),
  );

  const { manifest, failures } = await writeNotifications(plan, assembly.failed, tools());
  expect(failures.map(({ employer_id }) => employer_id).sort()).toEqual(concerned.toSorted());
  expect(manifest.totals.by_channel.myinps).toBe(planned.length - concerned.length);
  const told = readFileSync(path.join(out, "campaigns", "2026-05", "manifests", "myinps.ndjson"), "utf8");
  for (const employer of concerned) expect(told).not.toContain(employer);

  // Rendered the next time, they are told too, and a new version says so.
  const again = await assembleMissingGuides(plan, guides, kit.cache, [], tools());
  expect(again.assembled).toBe(new Set(assembly.failed.keys()).size);
  const next = await writeNotifications(plan, again.failed, tools());
  expect(next.failures).toEqual([]);
  expect(next.manifest).toMatchObject({ version: 2, totals: { by_channel: { myinps: planned.length } } });

  // A scene that fails later, after a change of design for instance, takes nothing back while the guide made before stands.
  const later = await writeNotifications(plan, assembly.failed, tools());
  expect(later).toMatchObject({ failures: [], manifest: { isUnchanged: true } });
});
