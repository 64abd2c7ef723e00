import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readWithdrawnList } from "../../pipeline/notify/manifests/withdrawn-list.ts";
import { greyCampaign } from "../cli/commands/grey-campaign.ts";
import { temporaryFolder } from "../extract/campaign.ts";
import { asFiles, type Lines, mario, smallExtracts } from "../extract/small-extracts.ts";

/** Mario is told on two channels: R1 owes 312 euro for Q1. */
function marioOnTwoChannels(): Lines {
  const lines = smallExtracts();
  lines.employers[0] = "employer_id,first_name,birth_date,mobile,mobile_consent";
  lines.employers[1] = `${mario},MARIO,1980-01-01,+39 351 000 0001,si`;
  return lines;
}

/** The campaign in which he was told. */
const whole = mkdtempSync(path.join(tmpdir(), "withdrawn-reasons-"));
afterAll(() => rmSync(whole, { recursive: true }));
beforeAll(async () => {
  const extracts = path.join(whole, "extracts");
  mkdirSync(extracts);
  for (const [name, content] of Object.entries(asFiles(marioOnTwoChannels())))
    writeFileSync(path.join(extracts, name), content);
  const { plan, render, notify } = greyCampaign(whole, { extracts, package: "hls" });
  await plan();
  await render();
  await notify();
});

type Case = { name: string; change?: (lines: Lines) => void; pays?: number; renders?: boolean; withdrawn: string[] };

const bothFor = (reason: string) => [`myinps ${reason}`, `sms ${reason}`];

test.each<Case>([
  { name: "pays everything", pays: 312, withdrawn: bothFor("paid-in-full") },
  { name: "pays a part", pays: 1, withdrawn: bothFor("position-changed") },
  {
    name: "had paid, as the corrected extract says",
    change: (lines) => lines.contributions.push("R1,2026-Q1,312.00,312.00,2026-04-09,"),
    withdrawn: bothFor("all-paid"),
  },
  {
    name: "had ended the relationship",
    change: (lines) => lines.relationships.splice(1, 1, `R1,${mario},OLENA,2020-01-01,2025-12-31`),
    withdrawn: bothFor("no-relationship-in-force"),
  },
  {
    name: "had the quarter suspended",
    change: (lines) => lines.suspensions.push("R1,2026-Q1"),
    withdrawn: bothFor("nothing-due"),
  },
  {
    name: "has a row that cannot be read",
    change: (lines) => lines.contributions.push("R1,2026-Q1,about 312,,,"),
    withdrawn: bothFor("incomplete-data"),
  },
  {
    name: "is in no extract any more",
    change: (lines) => lines.employers.splice(1, 1),
    withdrawn: bothFor("no-longer-selected"),
  },
  {
    name: "is still selected, and has no guide yet",
    change: (lines) => lines.employers.splice(1, 1, `${mario},MARIUCCIO,1980-01-01,+39 351 000 0001,si`),
    renders: false,
    withdrawn: bothFor("guide-missing"),
  },
  {
    name: "no longer agrees to messages",
    change: (lines) => lines.employers.splice(1, 1, `${mario},MARIO,1980-01-01,+39 351 000 0001,no`),
    withdrawn: ["sms channel-closed"],
  },
  {
    name: "has paid since, and the guide is missing too",
    change: (lines) => lines.employers.splice(1, 1, `${mario},MARIUCCIO,1980-01-01,+39 351 000 0001,si`),
    pays: 312,
    renders: false,
    withdrawn: bothFor("paid-in-full"),
  },
])("withdrawn.csv says why when an employer $name", async ({ change, pays, renders = true, withdrawn }) => {
  const lines = marioOnTwoChannels();
  const out = await temporaryFolder();
  cpSync(whole, out, { recursive: true });
  const extracts = path.join(out, "extracts");
  const campaign = greyCampaign(out, { extracts, package: "hls" });

  change?.(lines);
  for (const [name, content] of Object.entries(asFiles(lines))) writeFileSync(path.join(extracts, name), content);
  await campaign.plan();
  if (renders) await campaign.render();
  if (pays !== undefined) await campaign.pay(mario, pays);
  await campaign.notify();

  const rows = await Array.fromAsync(readWithdrawnList(path.join(out, "campaigns/2026-05/manifests")));
  expect(rows.map(({ channel, reason }) => `${channel} ${reason}`)).toEqual(withdrawn);
  expect(rows.every(({ recipientId, version }) => recipientId === mario && version === "2")).toBe(true);
});
