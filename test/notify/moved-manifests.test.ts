import { cpSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { notificationsOf } from "../../pipeline/ledger/bulk/notifications.ts";
import { readWithdrawnList } from "../../pipeline/notify/manifests/withdrawn-list.ts";
import { silentProgress } from "../../pipeline/support/progress.ts";
import { verifyCampaign } from "../../pipeline/verify/verify-campaign.ts";
import { greyCampaign } from "../cli/commands/grey-campaign.ts";
import { readBack, temporaryFolder, treeOf } from "./manifest-folder.ts";

const anna = "RSSNNA70A41H501J";
const mario = "RSSMRA80A01H501U";
const owing = (id: string, employerId: string) => ({
  relationship: `${id},${employerId},OLENA,2020-01-01,`,
  contribution: `${id},2026-Q1,312.00,,,`,
});

/** Anna, told on three channels, and Mario, told on two; both owe one quarter. */
function extractsWith(mobileOfAnna: string): Record<string, string> {
  const people = [owing("R1", mario), owing("R2", anna)];
  const lines = {
    employers: [
      "employer_id,first_name,birth_date,mobile,mobile_consent,email,email_consent,io_enabled,inps_mobile_enabled",
      `${mario},MARIO,1980-01-01,,no,,no,no,si`,
      `${anna},ANNA,1970-01-01,${mobileOfAnna},anna@posta.example,si,no,no`,
    ],
    relationships: [
      "relationship_id,employer_id,worker_first_name,started_on,ended_on",
      ...people.map(({ relationship }) => relationship),
    ],
    contributions: [
      "relationship_id,quarter,amount_due,amount_paid,paid_on,notice_number",
      ...people.map(({ contribution }) => contribution),
    ],
  };
  return Object.fromEntries(Object.entries(lines).map(([name, of]) => [`${name}.csv`, `${of.join("\n")}\n`]));
}

const whole = mkdtempSync(path.join(tmpdir(), "moved-"));
afterAll(() => rmSync(whole, { recursive: true }));

/** Version 1 tells both on all channels; in version 2 Anna has closed her mobile. */
beforeAll(async () => {
  for (const mobile of ["+39 351 000 0001,si", "+39 351 000 0001,no"]) {
    const campaign = greyCampaign(whole, { extracts: await filesWith(mobile), package: "hls" });
    await campaign.plan();
    await campaign.render();
    await campaign.notify();
  }
});

/** Extracts outlive the test that wrote them. */
async function filesWith(mobile: string): Promise<string> {
  const folder = mkdtempSync(path.join(whole, "extracts-"));
  for (const [name, content] of Object.entries(extractsWith(mobile))) writeFileSync(path.join(folder, name), content);
  return folder;
}

function copyOfCampaign(typed = {}) {
  const out = temporaryFolder();
  cpSync(whole, out, { recursive: true });
  const campaign = greyCampaign(out, { package: "hls", ...typed });
  const manifests = path.join(out, "campaigns/2026-05/manifests");
  return {
    ...campaign,
    out,
    manifests,
    moveAway: () => renameSync(manifests, path.join(out, "moved-away")),
    verify: () => verifyCampaign(campaign.settings, silentProgress),
    withdrawn: async () =>
      (await Array.fromAsync(readWithdrawnList(manifests))).map(
        ({ recipientId, channel, reason, version }) =>
          `${recipientId === anna ? "Anna" : "Mario"} ${channel} ${reason} ${version}`,
      ),
  };
}

test.each<{ name: string; paid: string[]; told: number; withdrawn: string[] }>([
  { name: "nothing has changed", paid: [], told: 4, withdrawn: ["Anna sms channel-closed 2"] },
  {
    name: "Mario, who comes first, has paid",
    paid: [mario],
    told: 2,
    withdrawn: ["Mario myinps paid-in-full 3", "Mario inps-mobile paid-in-full 3", "Anna sms channel-closed 2"],
  },
  {
    name: "Anna has paid: what was withdrawn before keeps its place among her channels",
    paid: [anna],
    told: 2,
    withdrawn: ["Anna myinps paid-in-full 3", "Anna sms paid-in-full 2", "Anna email paid-in-full 3"],
  },
  {
    name: "nobody is left",
    paid: [anna, mario],
    told: 0,
    withdrawn: [
      "Mario myinps paid-in-full 3",
      "Mario inps-mobile paid-in-full 3",
      "Anna myinps paid-in-full 3",
      "Anna sms paid-in-full 2",
      "Anna email paid-in-full 3",
    ],
  },
])("the folder was moved away and $name: version 3 follows and names all that must not be sent", async (row) => {
  const { pay, notify, moveAway, manifests, withdrawn, verify, withLedger } = copyOfCampaign();
  moveAway();
  for (const employerId of row.paid) await pay(employerId, 312);
  await notify();
  const { manifest } = readBack(manifests);
  expect(manifest).toMatchObject({ version: 3, supersedes: null, totals: { notifications: row.told } });
  expect(await withdrawn()).toEqual(row.withdrawn);
  const after = treeOf(manifests);
  await notify();
  expect(treeOf(manifests), "a second run changes no byte").toEqual(after);
  expect(await verify()).toMatchObject({ problems: [], notes: [expect.stringContaining("before version 3")] });
  const known = await withLedger((ledger) => [mario, anna].flatMap((id) => notificationsOf(ledger, "2026-05", id)));
  expect(known.filter(({ state }) => state === "withdrawn")).toHaveLength(row.withdrawn.length);
});

test("the version after that supersedes again, and the list goes on", async () => {
  const { pay, notify, moveAway, manifests, withdrawn } = copyOfCampaign();
  moveAway();
  await notify();
  await pay(mario, 312);
  await notify();
  expect(readBack(manifests).manifest).toMatchObject({
    version: 4,
    supersedes: { version: 3, folder: "superseded/3", changes: { added: 0, withdrawn: 2, changed: 0, unchanged: 2 } },
  });
  expect(await withdrawn()).toEqual([
    "Mario myinps paid-in-full 4",
    "Mario inps-mobile paid-in-full 4",
    "Anna sms channel-closed 2",
  ]);
});

test("only manifest.json was removed: lists that no manifest.json names are removed", async () => {
  const { notify, manifests, withdrawn } = copyOfCampaign();
  rmSync(path.join(manifests, "manifest.json"));
  writeFileSync(path.join(manifests, "withdrawn.csv"), "notification_id\r\nforged\r\n");
  await notify();
  expect(readBack(manifests).manifest.version).toBe(3);
  expect(await withdrawn()).toEqual(["Anna sms channel-closed 2"]);
});

test("killed between the manifests and the ledger, the next run ends the same, and nothing is forgotten", async () => {
  const { pay, notify, moveAway, out, manifests, withdrawn } = copyOfCampaign();
  moveAway();
  await pay(mario, 312);
  const ledger = path.join(out, "ledger.sqlite");
  cpSync(ledger, `${ledger}.before`);
  await notify();
  const after = treeOf(manifests);
  renameSync(`${ledger}.before`, ledger);
  await notify();
  expect(treeOf(manifests)).toEqual(after);

  // Moved away once more: what version 3 withdrew is known, though the run that wrote it did not record it.
  rmSync(manifests, { recursive: true });
  await notify();
  expect(readBack(manifests).manifest.version).toBe(4);
  expect(await withdrawn()).toEqual([
    "Mario myinps paid-in-full 3",
    "Mario inps-mobile paid-in-full 3",
    "Anna sms channel-closed 2",
  ]);
});

test("killed between the manifests and the ledger, then the position changes: both versions are noted", async () => {
  const { pay, notify, out, manifests, withdrawn } = copyOfCampaign();
  const ledger = path.join(out, "ledger.sqlite");
  await pay(anna, 312);
  cpSync(ledger, `${ledger}.before`);
  await notify();
  renameSync(`${ledger}.before`, ledger);
  await pay(mario, 312);
  await notify();
  expect(readBack(manifests).manifest.version).toBe(4);
  const list = await withdrawn();
  rmSync(manifests, { recursive: true });
  await notify();
  expect(await withdrawn()).toEqual(list.map((row) => row.replace("channel-closed", "paid-in-full")));
});

test("an older copy of the folder is refused: its next number would stand for two contents", async () => {
  const { notify, manifests } = copyOfCampaign();
  const older = temporaryFolder();
  cpSync(path.join(manifests, "superseded/1"), older, { recursive: true });
  rmSync(manifests, { recursive: true });
  cpSync(older, manifests, { recursive: true });
  await expect(notify()).rejects.toMatchObject({ code: "older-manifests", exitCode: 3 });
});

test("a trial of fewer is refused also when the manifests of the whole were moved away", async () => {
  const { notify, moveAway } = copyOfCampaign({ limit: "1" });
  moveAway();
  await expect(notify()).rejects.toMatchObject({ code: "trial-over-whole", exitCode: 2 });
});
