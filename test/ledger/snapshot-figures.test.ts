import { expect, test } from "vitest";
import type { PlanFigures } from "../../pipeline/decide/plausibility.ts";
import { findCampaign } from "../../pipeline/ledger/queries/plans.ts";
import { filesIn, ledgerIn, outcomeOf, temporaryFolder } from "../extract/campaign.ts";
import { anna, asFiles, extractsWithKnowledge, mario, smallExtracts } from "../extract/small-extracts.ts";

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
  expect(await figuresOf(lines, outFolder)).toMatchObject({
    accepted: { employers: 3, relationships: 3, contributions: 3, suspensions: 0 },
    contributions: {
      rows: 7,
      unknown: 2,
      withPaidOn: 2,
      latestPaidOn: "2026-04-09",
      paidNothing: 0,
      notices: { given: 0, invalid: 0 },
    },
    contacts: { mobile: { given: 2, invalid: 1 }, email: { given: 3, invalid: 1 } },
    namingNobody: {
      contributions: { rows: 7, naming: 2, withoutId: 0 },
      suspensions: { rows: 1, naming: 1, withoutId: 0 },
    },
    relationships: { rows: 3, withEnd: 1, withoutId: 0 },
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
  const lost = [
    "",
    "08E+02",
    "#REF!",
    '"1,05E+03"',
    '"5;87E+02"',
    "2026-Q1",
    "312.50",
    "2026-04-05",
    "05/04/2026",
    '";312"',
  ];
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
  expect(await figuresOf(lines, outFolder)).toMatchObject({
    contributions: { withPaidOn: 3, paidNothing: 2, notices: { given: 2, invalid: 1 } },
    namingNobody: {
      contributions: { naming: lost.length + 1, withoutId: lost.length },
      suspensions: { naming: 1, withoutId: 1 },
    },
    relationships: { withoutId: 2 },
  });
});

test("of files without rows, and of one that is missing, everything is nothing", async () => {
  const outFolder = await temporaryFolder();
  const { "suspensions.csv": _, ...files } = asFiles(smallExtracts());
  const headers = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, `${text.split("\n")[0]}\n`]));
  await outcomeOf(await filesIn(headers), { outFolder });
  const nothing = { rows: 0, naming: 0, withoutId: 0 };
  expect(await figuresIn(outFolder)).toMatchObject({
    accepted: { employers: 0, relationships: 0, contributions: 0 },
    contributions: { rows: 0, latestPaidOn: null },
    namingNobody: { contributions: nothing, suspensions: nothing },
  });
});

async function figuresOf(lines: ReturnType<typeof smallExtracts>, outFolder: string): Promise<PlanFigures> {
  await outcomeOf(await filesIn(asFiles(lines)), { outFolder });
  return figuresIn(outFolder);
}

async function figuresIn(outFolder: string): Promise<PlanFigures> {
  const plan = await findCampaign(await ledgerIn(outFolder), "2026-05");
  return JSON.parse(plan?.figures ?? "null") as PlanFigures;
}

test("a request has lost its id when nobody can be read from it, not when its employer is unknown", async () => {
  const lines = extractsWithKnowledge();
  const row = (employer: string, relationship = "") =>
    `Q${lines.requests.length},${employer},${relationship},,other,open,,2026-05-02,`;
  for (const employer of ["90000000099", "90000000098"]) lines.requests.push(row(employer));
  for (const [employer, relationship] of [
    ["", ""],
    ["#REF!", ""],
    ["1,5E+10", "#N/A"],
    ["", "R9"],
  ])
    lines.requests.push(row(`"${employer}"`, relationship));
  // They can be tied to somebody.
  lines.requests.push(row("", "R1"), row("90000000099", "r-01"), row(mario, "#REF!"), row(mario));
  expect(await figuresOf(lines, await temporaryFolder())).toMatchObject({
    namingNobody: { requests: { rows: 10, naming: 6, withoutId: 4 } },
  });
});
