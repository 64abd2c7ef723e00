import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inspectEmployer } from "../../pipeline/cli/commands/inspect.ts";
import { day } from "../../pipeline/domain/day.ts";
import type { DelegateNotification } from "../../pipeline/domain/notification.ts";
import { forgetCampaign } from "../../pipeline/ledger/queries/forget-campaign.ts";
import { delegateLineSchema } from "../../pipeline/notify/manifests/manifest-schema.ts";
import { silentProgress } from "../../pipeline/support/progress.ts";
import { verifyCampaign } from "../../pipeline/verify/verify-campaign.ts";
import { delegatesOfTold } from "../../pipeline/workflow/notify/delegates-of-told.ts";
import { currentPlan } from "../../pipeline/workflow/plan/campaign-plan.ts";
import { predictWithdrawals } from "../../pipeline/workflow/plan/predict-withdrawals.ts";
import { importReceipts } from "../../pipeline/workflow/receipts/import-receipts.ts";
import { greyCampaign } from "../cli/commands/grey-campaign.ts";
import { temporaryFolder, treeOf } from "../notify/manifest-folder.ts";

/** Mario and Anna owe Q1, Bruno has paid; as employers.csv and the others have them. */
const [mario, anna, bruno] = ["RSSMRA80A01H501U", "RSSNNA70A41H501J", "FRRMRA61C54H501J"];
const office = "12345678903";
const person = "LTRRCC55M16A662D";

const columns = "employer_id,delegate_id,delegate_kind,delegate_name,active_from,active_to,email,email_consent";

/** A row of delegations.csv: active from 2026 on, with consent, unless it says otherwise. */
const row = (employerId: string, changes: Partial<Record<string, string>> = {}) =>
  Object.values({
    ...{ employerId, delegateId: office, kind: "intermediary", name: "Studio Verdi", from: "2026-01-01", to: "" },
    ...{ email: "studio@posta.example", consent: "si", ...changes },
  }).join(",");

const files = (delegations: string[] | null, paid: string[] = []): Record<string, string> => ({
  "employers.csv": `employer_id,first_name\n${mario},MARIO\n${anna},ANNA\n${bruno},BRUNO\n`,
  "relationships.csv": `relationship_id,employer_id,worker_first_name,started_on,ended_on\nR1,${mario},OLENA,2020-01-01,\nR2,${anna},MARICEL,2020-01-01,\nR3,${bruno},ANA,2020-01-01,\n`,
  "contributions.csv": `relationship_id,quarter,amount_due,amount_paid\n${["R3", ...paid].map((id) => `${id},2026-Q1,312,312\n`).join("")}`,
  ...(delegations === null ? {} : { "delegations.csv": `${[columns, ...delegations].join("\n")}\n` }),
});

/** The scenes of everybody, rendered once. */
const prepared = mkdtempSync(path.join(tmpdir(), "delegates-"));
afterAll(() => rmSync(prepared, { recursive: true }));
beforeAll(() => campaignIn(prepared).run(files(null)), 120_000);

/** A campaign whose extracts change between runs. */
function campaignIn(out: string) {
  if (existsSync(path.join(prepared, "cache")))
    cpSync(path.join(prepared, "cache"), path.join(out, "cache"), { recursive: true });
  const extracts = path.join(out, "extracts");
  const manifests = path.join(out, "campaigns/2026-05/manifests");
  const campaign = greyCampaign(out, { extracts, package: "hls", accept: "all" });
  const { withLedger, settings } = campaign;
  return {
    ...{ campaign, manifests, withLedger },
    async plan(content: Record<string, string>) {
      rmSync(extracts, { recursive: true, force: true });
      mkdirSync(extracts, { recursive: true });
      for (const [name, text] of Object.entries(content)) writeFileSync(path.join(extracts, name), text);
      await campaign.plan();
    },
    async run(content: Record<string, string>) {
      await this.plan(content);
      await campaign.render();
      await campaign.notify();
    },
    /** The delegates of everybody who is selected, and how many employers each has. */
    told: () =>
      withLedger(async (ledger) => {
        const delegates = await delegatesOfTold(ledger, await currentPlan(ledger, settings));
        for (const employerId of await campaign.selected()) delegates?.add(employerId);
        const told = [...(delegates?.inOrder() ?? [])];
        delegates?.close();
        return told.map(({ delegateId, employers }) => `${delegateId} ${employers}`);
      }),
    read: (name: string) => readFileSync(path.join(manifests, name), "utf8"),
    lines(): DelegateNotification[] {
      const text = readFileSync(path.join(manifests, "delegate.ndjson"), "utf8");
      return text
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => delegateLineSchema.parse(JSON.parse(line)) as DelegateNotification);
    },
    problems: async () => (await verifyCampaign(settings, silentProgress)).problems,
    predicted: () => withLedger(async (ledger) => predictWithdrawals(ledger, await currentPlan(ledger, settings))),
    rows: (table: string) => withLedger(({ knex }) => knex(table).orderBy(1)),
  };
}

test("inspect names those who could act for an employer on the day, not whoever is told of others", async () => {
  const session = campaignIn(temporaryFolder());
  const { campaign, withLedger } = session;
  const delegatesOf = (employerId: string) =>
    withLedger(async (ledger) => {
      const { delegates } = await inspectEmployer(ledger, campaign.settings, employerId);
      return delegates.map(({ delegateId, state, manifestVersion }) => `${delegateId} ${state} ${manifestVersion}`);
    });
  const delegations = [row(mario), row(anna, { from: "2026-06-01" }), row(bruno)];
  await session.run(files(delegations));
  expect([await delegatesOf(mario), await delegatesOf(anna), await delegatesOf(bruno)]).toEqual([
    [`${office} written 1`],
    [],
    [],
  ]);
  await session.run(files([...delegations, row(anna)], ["R1"]));
  expect([await delegatesOf(mario), await delegatesOf(anna)]).toEqual([
    [`${office} withdrawn 2`],
    [`${office} written 1`],
  ]);
});

const wordsOf = ({ message }: DelegateNotification) => message as Record<"subject" | "html" | "text", string>;

describe("who is told", () => {
  test.each<{ name: string; delegations: string[]; told: string[] }>([
    { name: "of one employer with a guide", delegations: [row(mario)], told: [`${office} 1`] },
    { name: "of two, one line", delegations: [row(mario), row(anna)], told: [`${office} 2`] },
    {
      name: "of one, in two rows",
      delegations: [row(mario), row(mario, { from: "2026-03-01" })],
      told: [`${office} 1`],
    },
    { name: "of one with a guide and one without", delegations: [row(mario), row(bruno)], told: [`${office} 1`] },
    { name: "of one without a guide", delegations: [row(bruno)], told: [] },
    { name: "from the as-of date on", delegations: [row(mario, { from: "2026-05-31" })], told: [`${office} 1`] },
    { name: "from the day after", delegations: [row(mario, { from: "2026-06-01" })], told: [] },
    { name: "until the as-of date", delegations: [row(mario, { to: "2026-05-31" })], told: [`${office} 1`] },
    { name: "until the day before", delegations: [row(mario, { to: "2026-05-30" })], told: [] },
    { name: "without consent", delegations: [row(mario, { consent: "no" })], told: [] },
    { name: "without an address", delegations: [row(mario, { email: "" })], told: [] },
    { name: "with an invalid address", delegations: [row(mario, { email: "studio" })], told: [] },
    {
      name: "with consent in one row of two",
      delegations: [row(mario, { consent: "no" }), row(anna)],
      told: [`${office} 2`],
    },
    { name: "an employer too", delegations: [row(mario, { delegateId: anna })], told: [`${anna} 1`] },
    {
      name: "two delegates of one employer",
      delegations: [row(mario, { delegateId: person }), row(mario)],
      told: [`${office} 1`, `${person} 1`],
    },
  ])("a delegate $name", async ({ delegations, told }) => {
    const campaign = campaignIn(temporaryFolder());
    await campaign.plan(files(delegations));
    expect(await campaign.told()).toEqual(told);
  });
});

test("of several addresses the one of the latest delegation is used, whatever the order of the rows", async () => {
  const delegations = [
    row(mario, { email: "vecchio@posta.example", from: "2025-01-01" }),
    row(anna, { email: "b@posta.example", from: "2026-02-01" }),
    row(anna, { email: "a@posta.example", from: "2026-02-01" }),
    row(mario, { email: "futuro@posta.example", from: "2026-06-01" }),
    row(mario, { email: "senza@posta.example", from: "2026-03-01", consent: "no" }),
  ];
  for (const rows of [delegations, delegations.toReversed()]) {
    const campaign = campaignIn(temporaryFolder());
    await campaign.run(files(rows));
    expect(campaign.lines().map(({ to }) => to)).toEqual([{ email: "a@posta.example" }]);
  }
});

test("a line names no employer, code or debt, and leads to the list", async () => {
  const campaign = campaignIn(temporaryFolder());
  await campaign.run(files([row(mario, { delegateId: person, kind: "person", name: "LUIGI D'ARCO" }), row(anna)]));
  const [ofOffice, ofPerson] = campaign.lines() as [DelegateNotification, DelegateNotification];
  expect(ofOffice).toMatchObject({
    ...{ campaign: "2026-05", channel: "delegate", delegate_id: office, to: { email: "studio@posta.example" } },
    ...{ video_id: null, guide_url: null, available_until: "2026-11-30" },
  });
  expect(wordsOf(ofOffice).text).toMatch(/^Buongiorno Studio Verdi,/);
  expect(wordsOf(ofPerson).text).toMatch(/^Ciao Luigi D'Arco,/);
  for (const line of [ofOffice, ofPerson]) {
    const said = JSON.stringify(line);
    expect(said).toContain("https://guide.example/delegate");
    expect(said).not.toMatch(/mario|anna|olena|maricel|RSSMRA|RSSNNA|R1\b|312|2026-Q1|trimestre|\/guide\//i);
  }
});

test("the same again changes no byte; who acts for nobody with a guide any more is withdrawn, and comes back", async () => {
  const out = temporaryFolder();
  const campaign = campaignIn(out);
  const both = [row(mario), row(anna, { delegateId: person, kind: "person", name: "" })];
  await campaign.run(files(both));
  expect(campaign.read("changes.csv")).toMatch(new RegExp(`,${office},delegate,added,selected\r\n`));
  const before = treeOf(campaign.manifests);
  await campaign.run(files(both));
  expect(treeOf(campaign.manifests)).toEqual(before);

  await campaign.run(files(both, ["R2"]));
  expect(campaign.lines().map(({ delegate_id }) => delegate_id)).toEqual([office]);
  expect(campaign.read("withdrawn.csv")).toMatch(new RegExp(`,${person},delegate,no-guide-left,2\r\n`));
  expect(await campaign.problems()).toEqual([]);
  const [gone] = await campaign
    .rows("delegate_notifications")
    .then((rows) => rows.filter((one: { state: string }) => one.state === "withdrawn"));
  expect(gone).toMatchObject({ delegate_id: person, manifest_version: 2 });

  await campaign.run(files([row(mario, { consent: "no" }), both[1] as string]));
  expect(campaign.read("withdrawn.csv")).toMatch(new RegExp(`,${office},delegate,channel-closed,3\r\n`));
  expect(campaign.read("changes.csv")).toMatch(new RegExp(`,${person},delegate,added,selected-again\r\n`));
  expect(await campaign.problems()).toEqual([]);
});

test("what plan predicts to be withdrawn is what notify withdraws", async () => {
  const campaign = campaignIn(temporaryFolder());
  await campaign.run(files([row(mario), row(anna, { delegateId: person })]));
  await campaign.campaign.pay(anna, 312);
  // Anna's notice in MyINPS and what her delegate was told; by the late payments, which notify takes note of.
  await campaign.campaign.notify();
  expect(campaign.read("changes.csv").match(/,withdrawn,/g)).toHaveLength(2);
  expect(await campaign.predicted()).toEqual({ standing: 2, withdrawn: 0 });
  await campaign.withLedger(({ knex }) =>
    knex("suppressed").insert({ campaign: "2026-05", employer_id: mario, reason: "paid-in-full" }),
  );
  expect(await campaign.predicted()).toEqual({ standing: 2, withdrawn: 2 });
});

test("without delegations.csv there is no file of delegates; with an empty one there is an empty file", async () => {
  const out = temporaryFolder();
  const campaign = campaignIn(out);
  await campaign.run(files(null));
  expect(existsSync(path.join(campaign.manifests, "delegate.ndjson"))).toBe(false);
  expect(campaign.read("manifest.json")).not.toContain("delegate");
  expect(await campaign.problems()).toEqual([]);

  await campaign.run(files([]));
  expect(campaign.lines()).toEqual([]);
  expect(JSON.parse(campaign.read("manifest.json"))).toMatchObject({
    version: 2,
    totals: { by_channel: { delegate: 0 } },
  });
  expect(await campaign.problems()).toEqual([]);

  await campaign.run(files([row(mario)]));
  await campaign.run(files(null));
  expect(existsSync(path.join(campaign.manifests, "delegate.ndjson"))).toBe(false);
  expect(campaign.read("withdrawn.csv")).toMatch(new RegExp(`,${office},delegate,no-guide-left,4\r\n`));
  expect(await campaign.problems()).toEqual([]);
});

test("a folder that was moved away is gone on from: delegates keep their ids, and withdrawals are listed", async () => {
  const out = temporaryFolder();
  const campaign = campaignIn(out);
  await campaign.run(files([row(mario), row(anna, { delegateId: person })]));
  const ids = campaign.lines().map(({ notification_id }) => notification_id);
  renameSync(campaign.manifests, path.join(out, "moved"));
  await campaign.run(files([row(mario)]));
  expect(campaign.lines().map(({ notification_id }) => notification_id)).toEqual([ids[0]]);
  expect(campaign.read("withdrawn.csv")).toMatch(new RegExp(`${ids[1]},${person},delegate,no-guide-left,2\r\n`));
  expect(await campaign.problems()).toEqual([]);
});

test("verify finds a changed line, and one that is left out", async () => {
  const campaign = campaignIn(temporaryFolder());
  await campaign.run(files([row(mario), row(mario, { delegateId: person })]));
  const file = path.join(campaign.manifests, "delegate.ndjson");
  const [first = "", second = ""] = campaign.read("delegate.ndjson").split("\n");
  writeFileSync(file, `${first.replace("studio@posta", "altro@posta")}\n${second}\n`);
  expect((await campaign.problems()).join("\n")).toMatch(
    /delegate\.ndjson, line 1 \(12345678903\): not what was recorded/,
  );
  writeFileSync(file, `${second}\n`);
  expect((await campaign.problems()).join("\n")).toMatch(/delegate\.ndjson leaves out 12345678903/);
});

test("receipts of what delegates are told are kept apart: nobody of the employers is told, reached or corrected by them", async () => {
  const out = temporaryFolder();
  const campaign = campaignIn(out);
  // Anna owes, and may act for Mario.
  await campaign.run(files([row(mario, { delegateId: anna })]));
  const [{ notification_id } = { notification_id: "" }] = campaign.lines();
  const receipts = path.join(out, "receipts.csv");
  writeFileSync(
    receipts,
    `notification_id,status,at\n${notification_id},delivered,2026-06-05T08:00:00Z\n${notification_id},read,2026-06-05T09:00:00Z\n`,
  );
  const imported = await campaign.withLedger((ledger) =>
    importReceipts(ledger, { file: receipts, outFolder: out }, silentProgress),
  );
  expect(imported).toMatchObject({ added: 2, rejected: 0 });
  expect(await campaign.rows("receipts")).toEqual([]);
  expect(await campaign.rows("delegate_receipts")).toMatchObject([{ delegate_id: anna }, { delegate_id: anna }]);
  const unreachable = () => readFileSync(path.join(out, "campaigns/2026-05/unreachable.csv"), "utf8");
  expect(unreachable()).toContain(`${anna},no-channel`);
  // By the corrected extract Anna had paid: what she read for Mario is no reason to correct what she was never sent.
  await campaign.run(files([row(mario, { delegateId: anna })], ["R2"]));
  expect(existsSync(path.join(campaign.manifests, "corrections.ndjson"))).toBe(false);
  expect(campaign.lines()).toHaveLength(1);
  // A purge leaves neither.
  await campaign.withLedger((ledger) => forgetCampaign(ledger, "2026-05", day("2026-12-01")));
  for (const table of ["delegate_notifications", "delegate_receipts", "delegations"])
    expect(await campaign.rows(table)).toEqual([]);
});
