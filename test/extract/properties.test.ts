import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { PipelineError } from "../../pipeline/domain/errors.ts";
import { numberOf } from "../support/number-of.ts";
import { type Outcome, outcomeOf } from "./campaign.ts";
import { anna, type Lines, mario, smallExtracts } from "./small-extracts.ts";

/** One campaign in folders of its own, which go at once: a property makes many. */
async function outcomeOfLines(lines: Lines): Promise<Outcome> {
  const folder = await mkdtemp(path.join(tmpdir(), "videoguida-test-"));
  try {
    for (const [name, of] of Object.entries(lines))
      await writeFile(path.join(folder, `${name}.csv`), `${of.join("\n")}\n`);
    return await outcomeOf(folder, { outFolder: path.join(folder, "out") });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const cell = fc.oneof(
  fc.constantFrom(mario, anna, "R1", "R2", "2026-Q1", "2020-01-01", "312", "", '"', "\0", "x".repeat(70_000)),
  fc.string({ maxLength: 5 }),
);
const line = fc.array(cell, { maxLength: 7 }).map((cells) => cells.join(","));
const fileName = fc.constantFrom("employers", "relationships", "contributions", "suspensions");

test("every row read is accepted or rejected, whatever it is", async () => {
  let read = 0;
  await fc.assert(
    fc.asyncProperty(fileName, fc.array(line, { maxLength: 8 }), async (name, added) => {
      const lines = smallExtracts();
      // Whatever quote was opened is closed again, so that the file as a whole can be read.
      lines[name].push(...added, '"');
      lines[name].push('",""');
      // Some files are refused whole.
      const outcome = await outcomeOfLines(lines).catch((error: unknown) => {
        if (error instanceof PipelineError) return null;
        throw error;
      });
      if (outcome) read += 1;
      for (const { rows, accepted, rejected } of outcome?.summary.files ?? []) expect(accepted + rejected).toBe(rows);
    }),
    { numRuns: numberOf({ ordinary: 20, long: 200 }) },
  );
  expect(read).toBeGreaterThan(numberOf({ ordinary: 5, long: 60 }));
});

const goodRows = fc.constantFrom<[keyof Lines, string]>(
  ["relationships", `R3,${mario},ANA,2021-01-01,`],
  ["relationships", `R1,${anna},OLENA,2020-01-01,`],
  ["relationships", `R1,${mario},OLENA,2020-01-01,`],
  ["relationships", `R2,${anna},MARICEL,2020-01-01,2026-05-30`],
  ["relationships", `R4,90000000011,ANA,2021-01-01,`],
  ["employers", `${anna},ANNA`],
  ["employers", `${anna},ANNA MARIA`],
  ["employers", "90000000011,CARLA"],
  ["employers", "90000000011,"],
  ["contributions", "R1,2026-Q1,312.00,100,,"],
  ["contributions", "R1,2026-Q1,313.00,100,,"],
  ["contributions", "R2,2026-Q1,,312,2026-06-05,"],
  ["contributions", "R3,2026-Q1,312.00,312,,"],
  ["contributions", "R4,2026-Q1,312.00,never,,"],
  ["suspensions", "R1,2026-Q1"],
  ["suspensions", "R3,2026-Q9"],
);

test("the order of rows never matters for a decision", async () => {
  const shuffled = fc.array(goodRows, { maxLength: 8 }).chain((added) => {
    const lines = smallExtracts();
    for (const [name, row] of added) lines[name].push(row);
    const shuffle = (of: string[]) =>
      fc.shuffledSubarray(of.slice(1), { minLength: of.length - 1 }).map((rows) => [of[0] as string, ...rows]);
    return fc.tuple(
      fc.constant(lines),
      fc.record<Lines>({
        employers: shuffle(lines.employers),
        relationships: shuffle(lines.relationships),
        contributions: shuffle(lines.contributions),
        suspensions: shuffle(lines.suspensions),
      }),
    );
  });
  await fc.assert(
    fc.asyncProperty(shuffled, async ([lines, reordered]) => {
      const [before, after] = [await outcomeOfLines(lines), await outcomeOfLines(reordered)];
      expect(after.decisions).toEqual(before.decisions);
    }),
    { numRuns: numberOf({ ordinary: 25, long: 200 }) },
  );
});

const badRows: [keyof Lines, string][] = [
  ["employers", `${mario},`],
  ["employers", `${mario},OTHER`],
  ["employers", `${mario},MARIO,too many`],
  ["employers", `${mario},MA"RIO`],
  ["relationships", `R7,${mario},ANA,2021-02-30,`],
  ["relationships", `R7,${mario},,2021-02-03,`],
  ["relationships", `,${mario},ANA,2021-02-03,`],
  ["relationships", `R1,${mario},ANA,2021-02-03,`],
  ["relationships", "R1,NOBODY,ANA,2021-02-03,"],
  ["relationships", `R7,${mario},ANA,2021-02-03`],
  ["relationships", `R7,${mario},A"NA,2021-02-03,`],
  ["contributions", "R1,2026-Q1,312,50,312,50,2026-04-05,"],
  ["contributions", '"R1" ,2026-Q1,312,312,,'],
  ["contributions", "R1,2026-Q1,312,312,5/4/2026,"],
  ["contributions", "R1,Q1,312,312,,"],
  ["contributions", "R1,2026-Q1,312,(312),,"],
  ["contributions", "R1,2026-Q1,300,300,,"],
  ["contributions", `R1,2026-Q1,312,312,,${"9".repeat(70_000)}`],
  ["contributions", "R1\0,2026-Q1,312,312,,"],
  ["suspensions", "R1,first"],
  ["suspensions", "R1"],
];

test.each(badRows)(
  "an employer with a rejected row is never selected, wherever it stands: %s (%#)",
  async (name, row) => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), async (where) => {
        const lines = smallExtracts();
        lines[name].splice(1 + (where % lines[name].length), 0, row);
        const { decisions } = await outcomeOfLines(lines);
        expect(decisions.get(mario)).toBe("withheld,incomplete-data,");
        expect(decisions.get(anna)).toBe("excluded,all-paid,");
      }),
      { numRuns: numberOf({ ordinary: 2, long: 15 }) },
    );
  },
);
