import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { day } from "../../../pipeline/domain/day.ts";
import { type KeptEvent, openEventStore } from "../../../pipeline/events/event-store.ts";
import { pseudonym } from "../../../pipeline/events/pseudonym.ts";
import { forgottenIn } from "../../../pipeline/ledger/queries/forgotten.ts";
import { guideToken } from "../../../pipeline/notify/guide-token.ts";
import type { Manifest } from "../../../pipeline/notify/manifests/manifest-schema.ts";
import { guideFinder } from "../../../pipeline/serve/guides/guide-finder.ts";
import { silentProgress } from "../../../pipeline/support/progress.ts";
import { verifyCampaign } from "../../../pipeline/verify/verify-campaign.ts";
import { greyCampaign } from "../../cli/commands/grey-campaign.ts";
import { type Ended, videoguida } from "../../cli/program.ts";
import { typeCommand } from "../../cli/type-command.ts";
import {
  delegate,
  extractsOfAugust,
  extractsOfNovember,
  neighbour,
  runComplicatedCampaigns,
  writeExtracts,
  zelinda,
} from "../../dossier/complicated-employer.ts";
import { temporaryFolder } from "../../notify/manifest-folder.ts";

const names = ["2026-05", "2026-08", "2026-11"];
const base = mkdtempSync(path.join(tmpdir(), "forget-"));
const whole = path.join(base, "out");
const key = () => readFileSync(path.join(whole, "guide-token.key"));
/** Everything that only Zelinda has. */
const hers = [
  zelinda,
  "zelinda",
  "\\+393510000771",
  "ștefania",
  "stefania",
  "thị minh",
  "李娜",
  "studio quattro",
  "RZ1",
  "PROT-1",
  "sono io che scrivo",
];

beforeAll(async () => {
  await runComplicatedCampaigns(whole, path.join(base, "extracts"));
  await keepEvents(zelinda, [{ type: "opened" }, { type: "rated", rating: 1, comment: "sono io che scrivo" }]);
  await keepEvents(neighbour, [{ type: "opened" }]);
  mkdirSync(path.join(whole, "dossiers"));
  for (const name of [`${zelinda}.html`, `${zelinda}.pdf`, `${zelinda}.pdf.tmp-1-a`, `${neighbour}.html`])
    writeFileSync(path.join(whole, "dossiers", name), name);
  const sheet = path.join(whole, "campaigns/2026-08/contact-sheet");
  mkdirSync(path.join(sheet, "names"), { recursive: true });
  writeFileSync(path.join(sheet, "index.html"), `npx videoguida studio --employer ${zelinda}`);
  expect((await typeCommand(["report", "--campaign", "2026-08", "--out", whole])).exitCode).toBe(0);
});
afterAll(() => rmSync(base, { recursive: true }));

async function keepEvents(employerId: string, events: object[]): Promise<void> {
  const store = await openEventStore(path.join(whole, "events.sqlite"));
  const person = pseudonym(key(), { campaign: "2026-08", employerId });
  const kept = events.map((event) => ({ event_id: crypto.randomUUID(), ...event }) as KeptEvent["event"]);
  await store.append(kept.map((event) => ({ campaign: "2026-08", person, at: "2026-09-02T10:00:00.000Z", event })));
  await store.close();
}

function copyOfWhole(): string {
  const out = temporaryFolder();
  cpSync(whole, out, { recursive: true });
  return out;
}

const purgeWords = (out: string, employerId: string) => ["purge", "--employer", employerId, "--out", out];
const purge = (out: string, employerId = zelinda): Promise<Ended> => typeCommand(purgeWords(out, employerId));

/** Files of a folder, by their path in it, that hold one of some texts, whatever the case; pictures hold none. */
function filesWith(folder: string, texts: readonly string[]): string[] {
  return allFiles(folder).filter((name) => {
    const content = `${name}\n${readFileSync(path.join(folder, name), "utf8")}`.toLowerCase();
    return texts.some((text) => alone(text).test(content));
  });
}

/** A text by itself: fonts in a page are long words in which anything may stand. */
const alone = (text: string) => new RegExp(`(?<![a-z0-9+/])${text.toLowerCase()}(?![a-z0-9+/=])`, "u");

function allFiles(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return entries.filter((name) => statSync(path.join(folder, name)).isFile()).sort();
}

async function problems(out: string): Promise<string[]> {
  const found: string[] = [];
  for (const campaign of names) {
    const { settings } = greyCampaign(out, { campaign });
    found.push(...(await verifyCampaign(settings, silentProgress)).problems);
  }
  return found;
}

const manifestOf = (out: string, campaign: string): Manifest =>
  JSON.parse(readFileSync(path.join(out, "campaigns", campaign, "manifests/manifest.json"), "utf8"));

const linesOf = (out: string, campaign: string, name: string) =>
  readFileSync(path.join(out, "campaigns", campaign, "manifests", name), "utf8").split(/\r?\n/);

describe("somebody is removed", () => {
  const out = path.join(base, "removed");
  let ended: Ended;
  beforeAll(async () => {
    cpSync(whole, out, { recursive: true });
    ended = await videoguida(purgeWords(out, zelinda.toLowerCase()));
  });

  test("before, they stand in many files; after, in none, databases included", () => {
    expect(filesWith(whole, hers).length).toBeGreaterThan(20);
    expect(ended).toMatchObject({ exitCode: 0 });
    expect(filesWith(out, hers)).toEqual([]);
    // Not for want of looking.
    expect(filesWith(out, [neighbour]).length).toBeGreaterThan(10);
  });

  test("every campaign is verified without a problem", async () => {
    expect(await problems(out)).toEqual([]);
  });

  test.each([
    { campaign: "2026-05", versions: 3 },
    { campaign: "2026-08", versions: 3 },
    { campaign: "2026-11", versions: 2 },
  ])("$campaign: a new version without them, which changes nothing of anybody else", ({ campaign, versions }) => {
    const [before, after] = [manifestOf(whole, campaign), manifestOf(out, campaign)];
    expect(after).toMatchObject({ version: versions, totals: { employers: 1, forgotten: 1 } });
    expect(before.version).toBe(versions - 1);
    // Three of the neighbour, and what their delegate is told.
    expect(after.supersedes?.changes).toEqual({ added: 0, changed: 0, withdrawn: 0, unchanged: 4 });
    expect(linesOf(out, campaign, "changes.csv")).toEqual([
      "\ufeffnotification_id,employer_id,channel,change,reason",
      "",
    ]);
    for (const channel of ["myinps", "sms", "email"]) {
      const ofNeighbour = linesOf(whole, campaign, `${channel}.ndjson`).filter((line) => line.includes(neighbour));
      expect(linesOf(out, campaign, `${channel}.ndjson`)).toEqual([...ofNeighbour, ""]);
    }
    for (const name of ["withdrawn.csv", "corrections.ndjson"])
      expect(existsSync(path.join(out, "campaigns", campaign, "manifests", name))).toBe(false);
  });

  test("the videos of the others stay as they were, with captions, transcript and segments", () => {
    for (const campaign of names) {
      const videos = path.join(out, "campaigns", campaign, "videos");
      const kept = allFiles(videos);
      expect(kept.length).toBeGreaterThan(8);
      for (const name of kept)
        expect(readFileSync(path.join(videos, name))).toEqual(
          readFileSync(path.join(whole, "campaigns", campaign, "videos", name)),
        );
      const before = allFiles(path.join(whole, "campaigns", campaign, "videos"));
      expect(kept.filter((name) => name.endsWith(".mp4") && !name.includes("/"))).toHaveLength(1);
      expect(before.length).toBeGreaterThan(kept.length);
    }
  });

  test("scenes that only they had are gone from the cache, the others are there: nothing is rendered again", async () => {
    const before = allFiles(path.join(whole, "cache")).length;
    const after = allFiles(path.join(out, "cache")).length;
    expect(after).toBeLessThan(before);
    const { withLedger } = greyCampaign(out, { campaign: "2026-08" });
    const missing = await withLedger(({ reader }) =>
      (
        reader
          .prepare("select distinct scene_key from plan_scenes where scene_key is not null")
          .pluck()
          .all() as string[]
      ).filter((sceneKey) => !existsSync(path.join(out, "cache/scenes", sceneKey.slice(0, 2), `${sceneKey}.mp4`))),
    );
    expect(missing).toEqual([]);
  });

  test("their address leads nowhere, that of others where it did", async () => {
    const { withLedger } = greyCampaign(out, { campaign: "2026-11" });
    const states = await withLedger(async (ledger) => {
      const find = guideFinder(ledger);
      const stateOf = async (employerId: string) =>
        (await find(guideToken(key(), "2026-11", employerId), day("2026-12-01"))).state;
      return [await stateOf(zelinda), await stateOf(neighbour)];
    });
    expect(states).toEqual(["unknown", "watchable"]);
  });

  test("what they did on the pages is gone, what others did is kept", async () => {
    const store = await openEventStore(path.join(out, "events.sqlite"));
    const people = (await Array.fromAsync(store.all(null))).map(({ person }) => person);
    await store.close();
    expect(people).toEqual([pseudonym(key(), { campaign: "2026-08", employerId: neighbour })]);
  });

  test("that they were told and removed can be shown to who has the key and knows the codice fiscale", async () => {
    const { withLedger } = greyCampaign(out, { campaign: "2026-08" });
    const forgotten = await withLedger((ledger) => forgottenIn(ledger, "2026-08"));
    expect(forgotten).toHaveLength(1);
    expect(forgotten[0]).toMatchObject({ wasTold: true, toldAsOf: "2026-08-31" });
    expect(forgotten[0]?.person).toMatch(/^[0-9a-f]{32}$/);
  });

  test("again it says when, and changes no file of a campaign", async () => {
    const before = allFiles(path.join(out, "campaigns")).map((name) =>
      readFileSync(path.join(out, "campaigns", name), "latin1"),
    );
    const again = await purge(out);
    expect(again).toMatchObject({ exitCode: 0 });
    expect(again.stdout).toMatch(
      new RegExp(`^${zelinda} was removed on \\d{4}-\\d\\d-\\d\\d; nothing is known of them any more`),
    );
    expect(
      allFiles(path.join(out, "campaigns")).map((name) => readFileSync(path.join(out, "campaigns", name), "latin1")),
    ).toEqual(before);
  });
});

test("whom nobody knows is exit code 2, one sentence", async () => {
  const ended = await videoguida(purgeWords(whole, "VRDLGU85T10F205T"));
  expect(ended).toMatchObject({ exitCode: 2, stdout: "" });
  expect(ended.stderr).toMatch(/^Nothing is known of VRDLGU85T10F205T\./);
});

test("a delegate is removed where they act for others, and nobody they acted for is", async () => {
  const out = copyOfWhole();
  expect(await purge(out, delegate)).toMatchObject({ exitCode: 0 });
  expect(filesWith(out, [delegate, "marisa"])).toEqual([]);
  expect(filesWith(out, [zelinda]).length).toBeGreaterThan(20);
  expect(await problems(out)).toEqual([]);
});

describe("extracts that still name who was removed", () => {
  const run = async (out: string, campaign: string, folder: string) => {
    const stages = greyCampaign(out, { extracts: folder, campaign, package: "both", accept: "all" });
    await stages.plan();
    await stages.render();
    await stages.notify();
  };

  test.each([
    { name: "the same", change: () => {} },
    {
      name: "corrected ones",
      change: (files: Record<string, string[]>) => void files.contributions?.push("RN1,2026-Q2,,10.00,2026-08-20,"),
    },
  ])("$name: they stay out of the campaign", async ({ change }) => {
    const out = copyOfWhole();
    expect(await purge(out)).toMatchObject({ exitCode: 0 });
    const files = extractsOfAugust();
    change(files);
    await run(out, "2026-08", writeExtracts(path.join(temporaryFolder(), "extracts"), files));
    expect(
      filesWith(
        out,
        hers.filter((text) => text !== "RZ1"),
      ),
    ).toEqual([]);
    expect(await problems(out)).toEqual([]);
    expect(manifestOf(out, "2026-08").totals).toMatchObject({ employers: 1, forgotten: 1 });
  });

  test("in a campaign that came after, they are a person like all others", async () => {
    const out = copyOfWhole();
    await purge(out);
    await run(out, "2027-02", writeExtracts(path.join(temporaryFolder(), "extracts"), extractsOfNovember()));
    expect(readFileSync(path.join(out, "campaigns/2027-02/decisions.csv"), "utf8")).toContain(`${zelinda},selected`);
    for (const campaign of names) expect(filesWith(path.join(out, "campaigns", campaign), hers)).toEqual([]);
    expect(await problems(out)).toEqual([]);

    // The same files were read before without them: removed once more, they are out of this campaign too.
    expect(await purge(out)).toMatchObject({ exitCode: 0 });
    expect(filesWith(out, hers)).toEqual([]);
    expect(await problems(out)).toEqual([]);
  });

  test("a file of requests that came after the extracts does not bring them back", async () => {
    const out = copyOfWhole();
    await purge(out);
    const file = path.join(temporaryFolder(), "requests.csv");
    const header = "request_id,employer_id,relationship_id,quarter,category,state,outcome,opened_on,closed_on";
    writeFileSync(
      file,
      [header, `Q1,${zelinda},,,hours,open,,2026-09-10,`, `Q2,${zelinda},,,hours,open,,none,`, ""].join("\n"),
    );
    const ended = await typeCommand([
      "notify",
      "--requests",
      file,
      "--max-rejected",
      "100",
      "--campaign",
      "2026-08",
      "--out",
      out,
    ]);
    expect(ended).toMatchObject({ exitCode: 0 });
    expect(filesWith(out, hers)).toEqual([]);
  });

  test("with another key nobody could be recognised: refused", async () => {
    const out = copyOfWhole();
    await purge(out);
    writeFileSync(path.join(out, "guide-token.key"), Buffer.alloc(32, 7));
    const folder = writeExtracts(path.join(temporaryFolder(), "extracts"), extractsOfAugust());
    const ended = await typeCommand([
      "plan",
      "--extracts",
      folder,
      "--campaign",
      "2026-08",
      "--accept",
      "all",
      "--change-addresses",
      "--out",
      out,
    ]);
    expect(ended).toMatchObject({ exitCode: 2 });
    expect(ended.stderr).toContain("under another key");
  });
});
