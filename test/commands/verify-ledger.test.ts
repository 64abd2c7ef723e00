import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { verificationScreen, verifyCampaign } from "../../pipeline/commands/verify.ts";
import { silentProgress } from "../../pipeline/support/progress.ts";
import { temporaryFolder, treeOf } from "../notify/manifest-folder.ts";
import { greyCampaign } from "./grey-campaign.ts";

const whole = mkdtempSync(path.join(tmpdir(), "verify-"));
afterAll(() => rmSync(whole, { recursive: true }));

/** Somebody paid between the extracts and the first manifest: selected, never told, never withdrawn. */
beforeAll(async () => {
  const campaign = greyCampaign(whole);
  await campaign.plan();
  await campaign.render();
  await campaign.pay((await campaign.selected())[0] as string, 5000);
  await campaign.notify();
});

function copyOfCampaign() {
  const out = temporaryFolder();
  cpSync(whole, out, { recursive: true });
  const campaign = greyCampaign(out);
  return { ...campaign, out, verify: () => verifyCampaign(campaign.settings, silentProgress) };
}

test("who paid before the first manifest was never told, and that is right", async () => {
  const { verify, out } = copyOfCampaign();
  const before = treeOf(out);
  const verification = await verify();
  expect(verification).toMatchObject({ problems: [], notes: [] });
  expect(verificationScreen("2026-05", verification)).toContain("Everything agrees.");
  expect(verification.counts.myinps).toBe((verification.counts.selected ?? 0) - 1);
  expect(treeOf(out), "verify changes nothing and leaves nothing").toEqual(before);
});

test("without the ledger nobody can know, and that is said", async () => {
  const { verify, out } = copyOfCampaign();
  rmSync(path.join(out, "ledger.sqlite"));
  const { problems, notes } = await verify();
  expect(problems).toEqual([expect.stringMatching(/not in manifests\/myinps\.ndjson, and there is no ledger to say/)]);
  expect(notes).toEqual([expect.stringContaining("No ledger")]);
});

test("killed between the late payments and the manifests: who has paid is still told, and that is wrong", async () => {
  const { verify, selected, pay, notify, out } = copyOfCampaign();
  const [, second = ""] = await selected();
  await pay(second, 1);
  expect((await verify()).problems).toEqual([expect.stringContaining("tells an employer who has paid since")]);
  await notify();
  expect((await verify()).problems).toEqual([]);
  const withdrawn = readFileSync(path.join(out, "campaigns/2026-05/manifests/withdrawn.csv"), "utf8");
  expect(withdrawn).toContain(`${second},myinps,position-changed,2`);
});
