import { expect, test } from "vitest";
import { snapshotFigures } from "../../pipeline/ledger/bulk/snapshot-figures.ts";
import { filesIn, ledgerIn, outcomeOf, temporaryFolder } from "../extract/campaign.ts";
import { anna, asFiles, mario, smallExtracts } from "../extract/small-extracts.ts";

test("the figures of a snapshot are its own, counted from accepted and rejected rows", async () => {
  const outFolder = await temporaryFolder();
  // Another campaign's extracts lie in the same ledger.
  await outcomeOf(await filesIn(asFiles(smallExtracts())), { outFolder, campaign: "2026-02" });
  const lines = smallExtracts();
  lines.suspensions.push("R9,2026-Q1");
  lines.employers = [
    "employer_id,first_name,mobile,email",
    `${mario},MARIO,3510000001,mario@posta.example`,
    `${anna},ANNA,12,anna`,
    "90000000011,CARLA,,carla@posta.example",
    "90000000012,,12,x",
  ];
  lines.relationships.push("R3,90000000011,ANA,2020-01-01,2026-04-30");
  lines.contributions.push(
    "R3,2026-Q1,312,312,2026-04-09,",
    "R9,2026-Q1,312,312,2026-12-31,",
    "r-3,2026-Q1,312,312,,",
    "R8,2026-QX,312,312,,",
    "R3,2026-QX,312,312,,",
  );
  const { summary } = await outcomeOf(await filesIn(asFiles(lines)), { outFolder });
  expect(snapshotFigures(await ledgerIn(outFolder), summary.snapshot)).toEqual({
    rowsByFile: {
      employers: { rows: 4, accepted: 3, rejected: 1 },
      relationships: { rows: 3, accepted: 3, rejected: 0 },
      contributions: { rows: 7, accepted: 3, rejected: 4 },
      suspensions: { rows: 1, accepted: 0, rejected: 1 },
    },
    contributionsWithPaidOn: 2,
    contributionsPaidNothing: 0,
    contributionsWithNotice: 0,
    invalidNotices: 0,
    latestPaidOn: "2026-04-09",
    unknownRelationshipRows: { contributions: 2, suspensions: 1 },
    contacts: { mobile: { given: 2, invalid: 1 }, email: { given: 3, invalid: 1 } },
    namingNobody: { contributions: 2, suspensions: 1 },
    withoutId: { contributions: 0, suspensions: 0 },
    relationships: 3,
    relationshipsWithEnd: 1,
    relationshipsWithoutId: 0,
  });
});

test("ids that are no ids are counted where nobody is known by them, and a payment without its amount", async () => {
  const outFolder = await temporaryFolder();
  const lines = smallExtracts();
  lines.relationships.push(
    `"1,04E+03",${mario},ANA,2020-01-01,`,
    `#NOME?,${mario},ANA,2020-01-01,`,
    `3330000001,${mario},ANA,2020-01-01,`,
  );
  const lost = ["", "08E+02", "#REF!", '"1,05E+03"', "2026-Q1", "312.50", "2026-04-05", "05/04/2026", '";312"'];
  lines.contributions.push(
    ...lost.map((cell) => `${cell},2026-Q1,312,312,,`),
    // Other people's relationships, and one that may be Mario's third.
    "R9,2026-Q1,312,312,,",
    '"3,33E+09",2026-Q1,312,312,,',
    "R1,2025-Q4,312,,2026-01-05,",
    "R1,2025-Q3,312,0,2025-10-05,",
    "R1,2025-Q2,,,,312",
    "R1,2025-Q1,312,312,,301002601000000111",
  );
  lines.suspensions.push("2026-Q1,");
  const { summary } = await outcomeOf(await filesIn(asFiles(lines)), { outFolder });
  expect(snapshotFigures(await ledgerIn(outFolder), summary.snapshot)).toMatchObject({
    contributionsWithPaidOn: 3,
    contributionsPaidNothing: 2,
    contributionsWithNotice: 1,
    invalidNotices: 1,
    namingNobody: { contributions: lost.length + 1, suspensions: 1 },
    withoutId: { contributions: lost.length, suspensions: 1 },
    relationshipsWithoutId: 2,
  });
});

test("of files without rows, and of one that is missing, everything is nothing", async () => {
  const outFolder = await temporaryFolder();
  const { "suspensions.csv": _, ...files } = asFiles(smallExtracts());
  const headers = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, `${text.split("\n")[0]}\n`]));
  const { summary } = await outcomeOf(await filesIn(headers), { outFolder });
  const { rowsByFile, latestPaidOn, namingNobody } = snapshotFigures(await ledgerIn(outFolder), summary.snapshot);
  expect(rowsByFile.suspensions).toEqual({ rows: 0, accepted: 0, rejected: 0 });
  expect([latestPaidOn, namingNobody]).toEqual([null, { contributions: 0, suspensions: 0 }]);
});
