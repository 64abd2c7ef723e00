import path from "node:path";
import { gzipSync } from "node:zlib";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { day } from "../../pipeline/domain/day.ts";
import { positionOf } from "../../pipeline/ledger/bulk/positions.ts";
import { delegationsOf } from "../../pipeline/ledger/queries/delegations.ts";
import { forgetCampaign } from "../../pipeline/ledger/queries/forget-campaign.ts";
import { filesIn, ledgerIn, outcomeOf, temporaryFolder } from "../extract/campaign.ts";
import { anna, asFiles, extractsWithKnowledge, mario, smallExtracts } from "../extract/small-extracts.ts";
import { turnIntoLedgerWithoutContents } from "./earlier-ledger.ts";

/** Mario has a pending request, two delegations and two categories; Anna a request that was refused. */
function knowledge() {
  const lines = extractsWithKnowledge();
  lines.requests.push(
    `Q2,${mario},R1,2026-Q1,paid-not-shown,open,,2026-05-31,`,
    `Q1,${anna},,,hours,closed,rejected,2026-04-01,2026-05-31`,
  );
  lines.delegations.push(
    `${mario},80000000001,intermediary,CAF NICOLO' È,2026-01-01,2026-05-31,caf@posta.example,si`,
    `${mario},${anna},person,ANNA,2025-01-01,,,no`,
  );
  lines.profiles.push(`${mario},pensioner`, `${mario},artisan`);
  return lines;
}

const known = {
  requests: [
    {
      ...{
        requestId: "Q2",
        line: 2,
        relationshipId: "R1",
        quarter: "2026-Q1",
        category: "paid-not-shown",
        state: "open",
      },
      ...{ outcome: null, openedOn: "2026-05-31", closedOn: null },
    },
  ],
  delegations: [
    {
      ...{ delegateId: "80000000001", line: 2, kind: "intermediary", name: "CAF NICOLO' È", activeFrom: "2026-01-01" },
      ...{ activeTo: "2026-05-31", email: "caf@posta.example", hasEmailConsent: true },
    },
    {
      ...{ delegateId: anna, line: 3, kind: "person", name: "ANNA", activeFrom: "2025-01-01" },
      ...{ activeTo: null, email: null, hasEmailConsent: false },
    },
  ],
  categories: [
    { category: "artisan", line: 3 },
    { category: "pensioner", line: 2 },
  ],
};

const files = asFiles(knowledge());

async function knownOfMario(outFolder: string, { snapshot }: { snapshot: number }) {
  const ledger = await ledgerIn(outFolder);
  const found = positionOf(ledger, snapshot, mario);
  return { ...found?.position, delegations: delegationsOf(ledger, snapshot, mario) };
}

const isKnowledge = (name: string) => /^(requests|delegations|profiles)/.test(name);
const changed = (change: (name: string, text: string) => [string, string | Uint8Array]) =>
  Object.fromEntries(
    Object.entries(files).map(([name, text]) => (isKnowledge(name) ? change(name, text) : [name, text])),
  );

test.each<{ name: string; files: Record<string, string | Uint8Array> }>([
  { name: "comma, LF, UTF-8", files },
  { name: "gzipped", files: changed((name, text) => [`${name}.gz`, gzipSync(text)]) },
  {
    name: "semicolons, CRLF",
    files: changed((name, text) => [name, text.replaceAll(",", ";").replaceAll("\n", "\r\n")]),
  },
  { name: "tabs, a byte order mark", files: changed((name, text) => [name, `\ufeff${text.replaceAll(",", "\t")}`]) },
  { name: "Windows-1252", files: changed((name, text) => [name, Buffer.from(text, "latin1")]) },
  {
    name: "every cell in quotes",
    files: changed((name, text) => [name, text.replaceAll(/[^,\n]+|(?<=,)(?=[,\n])/g, '"$&"')]),
  },
  {
    name: "columns in another order, capitals, one more",
    files: changed((name, text) => [
      name,
      text
        .replaceAll(/^.+$/gm, (line) => line.split(",").toReversed().concat(" More ").join(","))
        .replace(/^.*/, (header) => header.toUpperCase()),
    ]),
  },
])("requests, delegations and categories are kept with their lines: $name", async ({ files: given }) => {
  const outFolder = await temporaryFolder();
  const { plan, rejected, decisions } = await outcomeOf(await filesIn(given), { outFolder });
  expect(rejected).toEqual([]);
  expect(decisions.get(mario)).toBe("excluded,in-review,");
  expect(await knownOfMario(outFolder, plan)).toMatchObject(known);
});

test("without the three files, and with nothing in them, nothing is known", async () => {
  for (const given of [smallExtracts(), extractsWithKnowledge()]) {
    const outFolder = await temporaryFolder();
    const { plan, decisions } = await outcomeOf(await filesIn(asFiles(given)), { outFolder });
    expect(decisions.get(mario)).toBe("selected,unpaid,R1:2026-Q1:unpaid");
    expect(await knownOfMario(outFolder, plan)).toMatchObject({ requests: [], delegations: [], categories: [] });
  }
});

const tables = ["requests", "delegations", "profiles", "quarters_in_review", "employers"];

/** Rows of the tables, read over another connection. */
function rowsIn(outFolder: string): number[] {
  const database = new Database(path.join(outFolder, "ledger.sqlite"), { readonly: true });
  const rows = tables.map((table) => database.prepare(`select count(*) from ${table}`).pluck().get() as number);
  database.close();
  return rows;
}

test("the same files twice are read once, a changed request makes a new snapshot, and forgetting leaves nothing", async () => {
  const outFolder = await temporaryFolder();
  const folder = await filesIn(files);
  const first = await outcomeOf(folder, { outFolder });
  const again = await outcomeOf(folder, { outFolder });
  expect([first.summary.isRead, again.summary.isRead]).toEqual([true, false]);
  expect(rowsIn(outFolder)).toEqual([2, 2, 2, 1, 2]);
  const corrected = knowledge();
  corrected.requests[1] = `Q2,${mario},R1,2026-Q1,paid-not-shown,closed,rejected,2026-05-01,2026-05-31`;
  const { summary, decisions } = await outcomeOf(await filesIn(asFiles(corrected)), { outFolder });
  expect([summary.isRead, decisions.get(mario)]).toEqual([true, "selected,unpaid,R1:2026-Q1:unpaid"]);
  expect(rowsIn(outFolder)).toEqual([2, 2, 2, 0, 2]);
  await forgetCampaign(await ledgerIn(outFolder), "2026-05", day("2026-12-01"));
  expect(rowsIn(outFolder)).toEqual([0, 0, 0, 0, 0]);
});

test("two campaigns keep what each was decided by", async () => {
  const outFolder = await temporaryFolder();
  await outcomeOf(await filesIn(files), { outFolder });
  const august = { outFolder, campaign: "2026-08", asOf: day("2026-08-31") };
  const other = await outcomeOf(
    await filesIn(asFiles({ ...knowledge(), requests: [knowledge().requests[0] ?? ""] })),
    august,
  );
  expect(rowsIn(outFolder)).toEqual([2, 4, 4, 1, 4]);
  const ledger = await ledgerIn(outFolder);
  await forgetCampaign(ledger, "2026-05", day("2026-12-01"));
  expect(rowsIn(outFolder)).toEqual([0, 2, 2, 0, 2]);
  expect(await knownOfMario(outFolder, other.plan)).toMatchObject({ ...known, requests: [] });
});

test("a ledger of the version before is brought up to date, and takes requests from then on", async () => {
  const outFolder = await temporaryFolder();
  await outcomeOf(await filesIn(asFiles(smallExtracts())), { outFolder });
  await turnIntoLedgerWithoutContents(outFolder);
  const columnsOf = (table: string) => {
    const database = new Database(path.join(outFolder, "ledger.sqlite"), { readonly: true });
    const names = database.prepare("select name from pragma_table_info(?)").pluck().all(table);
    database.close();
    return names;
  };
  expect([columnsOf("requests"), columnsOf("delegations").includes("employer_key")]).toEqual([[], false]);
  const { plan, decisions } = await outcomeOf(await filesIn(files), { outFolder });
  expect(decisions.get(mario)).toBe("excluded,in-review,");
  expect(await knownOfMario(outFolder, plan)).toMatchObject(known);
});
