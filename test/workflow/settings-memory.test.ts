import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { planToLookAt } from "../../pipeline/cli/commands/planned-settings.ts";
import { settingsFrom } from "../../pipeline/cli/options.ts";
import { day } from "../../pipeline/domain/day.ts";
import { findCampaign, findPlan } from "../../pipeline/ledger/queries/plans.ts";
import {
  campaign,
  commandSession,
  fixtures,
  prepareScenes,
  sessionOnCopy,
  settingsFile,
} from "../cli/commands/command-session.ts";
import { temporaryFolder, treeOf } from "../notify/manifest-folder.ts";

/** Settings that the campaign is planned with, and others with other scenes, messages and decisions. */
const planned = { sender: { name: "Ufficio di prova" }, latePayment: { source: "circolare 1" } };
const others = { sender: { name: "Ufficio di prova" }, latePayment: { source: "circolare 2" }, sms: { link: true } };
const differs = "planned with other settings so far";

const whole = mkdtempSync(path.join(tmpdir(), "memory-"));
afterAll(() => rmSync(whole, { recursive: true }));
beforeAll(async () => {
  for (const settings of [others, planned]) await prepareScenes(whole, { config: settingsFile(settings, whole) });
  const { type } = commandSession(whole);
  const words = ["--extracts", fixtures, "--config", path.join(whole, "settings.json")];
  expect(await type("run", ...words)).toMatchObject({ exitCode: 0 });
});

const stages = { notify: [], report: [], render: [], run: ["--extracts", fixtures], verify: [] };

test("without --config every stage goes by the settings the campaign was planned with, and changes nothing", async () => {
  const { type, folder, withLedger } = sessionOnCopy(whole);
  const plan = await withLedger((ledger) => findCampaign(ledger, campaign));
  const made = () => {
    const {
      "campaign.json": _summary,
      "log.ndjson": _log,
      "report/measures.csv": _measures,
      "report/README.md": _measuresReadme,
      "report/index.html": _dashboard,
      ...files
    } = treeOf(folder);
    return files;
  };
  const before = made();
  for (const [stage, words] of Object.entries(stages)) {
    const ended = await type(stage, ...words);
    expect(ended, stage).toMatchObject({ exitCode: 0, stderr: expect.not.stringContaining(differs) });
  }
  expect(made()).toEqual(before);
  expect((await withLedger((ledger) => findCampaign(ledger, campaign)))?.settings).toBe(plan?.settings);
});

test.each(Object.entries(stages))("with another --config %s says what differs", async (stage, words) => {
  const { type, read, withLedger } = sessionOnCopy(whole);
  const ended = await type(stage, ...words, "--config", settingsFile(others));
  expect(ended.stderr).toContain(`${differs}: sms.link, latePayment.source`);
  if (stage === "verify") return;
  // Other texts make other guides, which must exist before anybody is notified.
  expect(ended.exitCode).toBe(stage === "notify" ? 2 : 0);
  if (stage === "notify") return;
  // A report changes nothing of what was published: it is of a draft.
  const isDraft = stage === "report";
  const plan = await withLedger((ledger) => findPlan(ledger, campaign, isDraft ? "draft" : "current"));
  expect(JSON.parse(plan?.settings ?? "")).toMatchObject(others);
  const summary = read(isDraft ? "draft/campaign.json" : "campaign.json");
  expect(JSON.parse(summary)).toMatchObject({ settings: { config: others } });
  expect(await type(stage, ...words)).toMatchObject({ exitCode: 0, stderr: expect.not.stringContaining(differs) });
});

test("contact sheet and Studio show what the campaign was planned with, or say what differs", async () => {
  const { withLedger, out } = sessionOnCopy(whole);
  const look = (config?: string) =>
    withLedger(async (ledger) => {
      const warned: string[] = [];
      const typed = { campaign, out, ...(config === undefined ? {} : { config }) };
      const plan = await planToLookAt(ledger, settingsFrom(typed, day("2026-11-24")), typed, (text) =>
        warned.push(text),
      );
      return { config: plan.config, warned };
    });
  expect(await look()).toMatchObject({ config: planned, warned: [] });
  expect(await look(settingsFile(others))).toMatchObject({
    config: others,
    warned: [expect.stringContaining("sms.link")],
  });
});

test.each([
  { option: "--package", words: ["--package", "both"], says: "--package both (now mp4)" },
  { option: "--audience", words: ["--audience", "under-76"], says: "--audience under-76 (now all)" },
  { option: "--as-of", words: ["--as-of", "2026-06-15"], says: "--as-of 2026-06-15 (now 2026-05-31)" },
  { option: "--limit", words: ["--limit", "3"], says: "--limit 3 (now none)" },
])("$option that was forgotten is warned of", async ({ words, says }) => {
  const { type } = commandSession(temporaryFolder());
  await type("plan", "--extracts", fixtures, ...words);
  const again = await type("plan", "--extracts", fixtures, ...words);
  expect(again).toMatchObject({ exitCode: 0, stderr: expect.not.stringContaining(differs) });
  const forgotten = await type("plan", "--extracts", fixtures);
  expect(forgotten).toMatchObject({ exitCode: 0, stderr: expect.stringContaining(`${differs}: ${says}`) });
});

test("settings by which is decided otherwise decide anew from the ledger, and campaign.json says when", async () => {
  const { type, read, withLedger } = commandSession(temporaryFolder());
  await type("plan", "--extracts", fixtures);
  const before = await withLedger((ledger) => findCampaign(ledger, campaign));
  const ended = await type("report", "--config", settingsFile({ calendar: { saturdayMoves: false } }));
  expect(ended).toMatchObject({ exitCode: 0, stderr: expect.stringContaining("calendar.saturdayMoves") });
  const after = await withLedger((ledger) => findCampaign(ledger, campaign));
  expect(after?.inputs).not.toBe(before?.inputs);
  expect(after?.snapshot).toBe(before?.snapshot);
  expect(JSON.parse(read("campaign.json"))).toMatchObject({ timings: { finished_at: { decide: expect.any(String) } } });
});

test("another package decides nothing anew", async () => {
  const { type, withLedger, folder } = sessionOnCopy(whole);
  const facts = () => withLedger((ledger) => findCampaign(ledger, campaign));
  const [before, decisions] = [await facts(), treeOf(folder)["decisions.csv"]];
  expect(await type("render", "--package", "hls")).toMatchObject({ exitCode: 0 });
  expect(await facts()).toMatchObject({ plan: before?.plan, inputs: before?.inputs, packaging: "hls" });
  expect(await type("run", "--extracts", fixtures, "--package", "both")).toMatchObject({ exitCode: 0 });
  expect(await facts()).toMatchObject({ plan: before?.plan, inputs: before?.inputs, packaging: "both" });
  expect(treeOf(folder)["decisions.csv"]).toBe(decisions);
});

test.each([
  { name: "before the first run", start: () => commandSession(temporaryFolder()), stages: ["plan", "report"] },
  { name: "published", start: () => sessionOnCopy(whole), stages: ["plan", "run", "report"] },
])(
  "settings of a campaign ($name) that are refused now do not stand in the way of right ones",
  async ({ start, stages: rightStages }) => {
    const { type, withLedger } = start();
    const plan = ["--extracts", fixtures] as const;
    expect(await type("plan", ...plan)).toMatchObject({ exitCode: 0 });
    await withLedger(({ writer }) => writer.exec(`update plans set settings = '{"baseUrl":"http://guide.example"}'`));
    for (const stage of ["plan", "run"])
      expect(await type(stage, ...plan)).toMatchObject({
        exitCode: 2,
        stderr: expect.stringContaining("again with a --config"),
      });
    const words = [...plan, "--config", settingsFile(planned)];
    for (const stage of rightStages)
      expect(await type(stage, ...(stage === "report" ? [] : words)), stage).toMatchObject({ exitCode: 0 });
  },
);

test("settings that are refused now keep nobody's data from being purged", async () => {
  const { type, read, withLedger } = sessionOnCopy(whole);
  await withLedger(({ writer }) =>
    writer.exec(
      `update plans set settings = '{"baseUrl":"http://a.example"}'; update campaigns set available_until = '2026-06-30'`,
    ),
  );
  expect(await type("purge", "--yes")).toMatchObject({ exitCode: 0, stdout: expect.stringContaining(campaign) });
  expect(JSON.parse(read("campaign.json"))).toMatchObject({ purged_on: expect.any(String), decisions: { total: 21 } });
});

test("notify with settings whose guides are not made is refused, and the campaign keeps its plan", async () => {
  const { type, ledgerRows } = sessionOnCopy(whole);
  const { plans } = await ledgerRows();
  const config = settingsFile({ ...planned, sender: { name: "Ufficio di un'altra prova" } });
  expect(await type("notify", "--config", config)).toMatchObject({ exitCode: 2 });
  expect((await ledgerRows()).plans).toEqual(plans);
});
