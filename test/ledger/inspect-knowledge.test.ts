import { expect, test } from "vitest";
import { inspectEmployer } from "../../pipeline/cli/commands/inspect.ts";
import { inspectionJson } from "../../pipeline/cli/inspect/inspection-json.ts";
import { inspectionScreen } from "../../pipeline/cli/inspect/inspection-screen.ts";
import { filesIn, ledgerIn, outcomeOf, settingsFor, temporaryFolder } from "../extract/campaign.ts";
import { anna, asFiles, extractsWithKnowledge, type KnowledgeLines, mario } from "../extract/small-extracts.ts";

async function inspected(lines: KnowledgeLines, employerId = mario) {
  const [folder, outFolder] = [await filesIn(asFiles(lines)), await temporaryFolder()];
  await outcomeOf(folder, { outFolder });
  return inspectEmployer(await ledgerIn(outFolder), settingsFor(folder, outFolder), employerId);
}

/** Mario owes a quarter of each of two relationships, of which one is being looked at. */
function knowledge(): KnowledgeLines {
  const lines = extractsWithKnowledge();
  lines.relationships.push(`R3,${mario},ANA,2021-01-01,`, `R4,${mario},IRINA,2021-01-01,2025-12-31`);
  lines.requests.push(
    `Q1,${mario},R1,,paid-not-shown,in-progress,,2026-05-31,`,
    `Q2,${mario},,2026-Q1,hours,open,,2026-06-01,`,
    `Q3,${mario},R3,2026-Q1,other,closed,rejected,2026-02-01,2026-05-31`,
    `Q4,${mario},R3,2026-Q1,cessation,closed,,2026-02-01,2026-05-31`,
    `Q5,${mario},R4,,suspension,open,,2026-05-01,`,
  );
  lines.delegations.push(
    `${mario},80000000001,intermediary,CAF UNO,2024-01-01,2026-05-31,caf@posta.example,si`,
    `${mario},${anna},person,ANNA,2024-01-01,2026-05-30,not an address,no`,
  );
  lines.profiles.push(`${mario},pensioner`, `${mario},artisan`);
  return lines;
}

test("requests, delegations and categories are shown with file and line, and what they change", async () => {
  const screen = inspectionScreen(await inspected(knowledge()));
  const sections = screen.split("\n\n");
  const section = (title: string) =>
    sections
      .find((text) => text.startsWith(title))
      ?.split("\n")
      .slice(1);
  expect(section("Relationships")).toEqual([
    "  relationships.csv:2  R1  OLENA, 2020-01-01 – …: in force",
    "    2026-Q1, payable until 2026-04-10: UNPAID (due 312,00, paid 0,00)",
    "      requests.csv:2  in review: not held against the employer",
    "      contributions.csv:2  paid 0,00",
    "  relationships.csv:4  R3  ANA, 2021-01-01 – …: in force",
    "    2026-Q1, payable until 2026-04-10: UNPAID (no amount due stated, paid 0,00)",
    "  relationships.csv:5  R4  IRINA, 2021-01-01 – 2025-12-31: not in force, does not count",
  ]);
  expect(section("Requests")).toEqual([
    "  requests.csv:2  Q1  paid-not-shown, about R1, every quarter; opened 2026-05-31, in-progress: pending",
    "    R1:2026-Q1 is in review",
    "  requests.csv:3  Q2  hours, about every relationship, 2026-Q1; opened 2026-06-01, open: not pending",
    "  requests.csv:4  Q3  other, about R3, 2026-Q1; opened 2026-02-01, closed 2026-05-31, rejected: not pending",
    "  requests.csv:5  Q4  cessation, about R3, 2026-Q1; opened 2026-02-01, closed 2026-05-31: not pending",
    "  requests.csv:6  Q5  suspension, about R4, every quarter; opened 2026-05-01, open: pending",
  ]);
  expect(section("Delegations")).toEqual([
    "  delegations.csv:2  80000000001  intermediary CAF UNO, 2024-01-01 – 2026-05-31: active; e-mail known, consent given",
    `  delegations.csv:3  ${anna}  person ANNA, 2024-01-01 – 2026-05-30: not active, does not count; e-mail missing, no consent`,
  ]);
  expect(section("Profile")).toEqual(["  profiles.csv:3  artisan", "  profiles.csv:2  pensioner"]);
  expect(section("Decision")).toEqual(["  selected: unpaid", "  R3:2026-Q1:unpaid", "  R1:2026-Q1:unpaid, in review"]);
  expect(section("Extracts")).toContainEqual(expect.stringContaining("delegations.csv:3  left blank: invalid-email"));
  expect(screen).not.toContain("posta.example");
});

test("JSON says the same", async () => {
  const json = inspectionJson(await inspected(knowledge()));
  expect(json.decision).toEqual({
    ...{ decision: "selected", reason: "unpaid", unpaid: "R3:2026-Q1:unpaid", in_review: "R1:2026-Q1:unpaid" },
  });
  expect(json.requests.map(({ line, is_pending, in_review }) => [line, is_pending, in_review])).toEqual([
    [2, true, ["R1:2026-Q1"]],
    [3, false, []],
    [4, false, []],
    [5, false, []],
    [6, true, []],
  ]);
  expect(json.requests[2]).toEqual({
    ...{ request_id: "Q3", line: 4, relationship_id: "R3", quarter: "2026-Q1", category: "other", state: "closed" },
    ...{ outcome: "rejected", opened_on: "2026-02-01", closed_on: "2026-05-31", is_pending: false, in_review: [] },
  });
  expect(json.relationships.map(({ quarters }) => quarters.map((quarter) => quarter.review_lines))).toEqual([
    [[2]],
    [[]],
    [[]],
  ]);
  expect(json.delegations).toEqual([
    {
      ...{ delegate_id: "80000000001", line: 2, kind: "intermediary", name: "CAF UNO", active_from: "2024-01-01" },
      ...{ active_to: "2026-05-31", is_active: true, has_email: true, has_email_consent: true },
    },
    {
      ...{ delegate_id: anna, line: 3, kind: "person", name: "ANNA", active_from: "2024-01-01" },
      ...{ active_to: "2026-05-30", is_active: false, has_email: false, has_email_consent: false },
    },
  ]);
  expect(json.categories).toEqual([
    { category: "artisan", line: 3 },
    { category: "pensioner", line: 2 },
  ]);
  expect(JSON.stringify(json)).not.toContain("posta.example");
});

test("what is paid is not shown as in review", async () => {
  const lines = extractsWithKnowledge();
  lines.requests.push(`Q1,${anna},,,hours,open,,2026-05-01,`);
  const { decision, requests, relationships } = await inspected(lines, anna);
  expect(decision).toMatchObject({ decision: "excluded", reason: "all-paid", inReview: "" });
  expect([requests[0]?.isPending, requests[0]?.inReview]).toEqual([true, []]);
  expect(relationships[0]?.quarters[0]?.reviewLines).toEqual([]);
});

const about = (id: string, employer: string, relationship: string) =>
  `${id},${employer},${relationship},,other,closed,,2025-01-01,2025-01-02`;

test.each([
  { name: "a request of theirs that is none", rows: [about("", mario, "")], shown: "requests:2 blank-request-id own" },
  {
    name: "a request of theirs about a relationship that nobody knows",
    rows: [about("Q1", mario, "R9")],
    shown: "requests:2 unknown-relationship own",
  },
  {
    name: "a request of theirs about another's relationship",
    rows: [about("Q1", mario, "R2")],
    shown: "requests:2 foreign-relationship own",
  },
  {
    name: "another's request about a relationship of theirs",
    rows: [about("Q1", anna, "R1")],
    shown: "requests:2 foreign-relationship may be",
  },
  {
    name: "another's request about one that may be theirs",
    rows: [about("Q1", anna, "r-01")],
    shown: "requests:2 unknown-relationship may be",
  },
  {
    name: "a second row of a request of theirs",
    rows: [about("Q1", mario, ""), about("Q1", mario, "R1")],
    shown: "requests:3 duplicate-request own",
  },
  {
    name: "another's row with the number of their request",
    rows: [about("Q1", mario, ""), about("Q1", anna, "")],
    shown: "requests:3 duplicate-request may be",
  },
])("rejected requests: $name", async ({ rows, shown }) => {
  const lines = extractsWithKnowledge();
  lines.requests.push(...rows);
  const { decision, rejections } = await inspected(lines);
  expect(decision?.decision).toBe("withheld");
  const said = rejections.map(
    ({ file, line, code, isOwnRow }) => `${file}:${line} ${code} ${isOwnRow ? "own" : "may be"}`,
  );
  expect(said).toEqual([shown]);
});

test("rejected rows of delegations and profiles are shown to whom they are said to belong, and withhold nobody", async () => {
  const lines = extractsWithKnowledge();
  lines.delegations.push(`${mario},${anna},friend,ANNA,2026-01-01,,,`);
  lines.profiles.push(`${mario},Pensioner`);
  const mine = await inspected(lines);
  expect(mine.decision?.decision).toBe("selected");
  expect(mine.rejections.map(({ file, line, isOwnRow }) => [file, line, isOwnRow])).toEqual([
    ["delegations", 2, true],
    ["profiles", 2, true],
  ]);
  expect((await inspected(lines, anna)).rejections).toEqual([]);
});
