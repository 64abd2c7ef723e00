/**
 * How long a whole `plan` takes beside a yardstick that nobody here wrote: DuckDB with two threads reads the same files
 * and finds the same selected employers; and beside a plan of the same extracts without requests, delegations and
 * profiles. All in one run. `node bench/plan.ts [employers]` prints two Markdown tables and ends with 1 when DuckDB does
 * not agree.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { silentProgress } from "../pipeline/support/progress.ts";
import { synthExtracts } from "../pipeline/synth/synth-extracts.ts";
import { measuredOn } from "./measured-on.ts";
import { type Comparison, compareWithout, withoutKnowledge } from "./plan/beside-without.ts";
import { medianYardstick } from "./plan/duckdb.ts";
import { campaign, runPlan } from "./plan/run-plan.ts";

function selectedIn(out: string): string[] {
  const [, ...lines] = readFileSync(path.join(out, "campaigns", campaign, "decisions.csv"), "utf8")
    .trim()
    .split("\r\n");
  return lines.map((line) => line.split(",")).flatMap(([id, decision]) => (decision === "selected" ? [id ?? ""] : []));
}

const shown = (seconds: number) => `${seconds.toFixed(1)} s`;
const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;

type Measured = { besideDuckDb: string; besideWithout: string; agrees: boolean };

async function measure(employers: number): Promise<Measured> {
  const folder = mkdtempSync(path.join(tmpdir(), "videoguida-bench-"));
  try {
    const [extracts, out] = [path.join(folder, "extracts"), path.join(folder, "out")];
    const rows = await synthExtracts({ employers, seed: "bench", folder: extracts, hostilePercent: 0 }, silentProgress);
    const yardstick = medianYardstick(extracts);
    const [first, again] = [runPlan(extracts, out), runPlan(extracts, out)];
    const selected = selectedIn(out);
    const agrees = JSON.stringify(selected) === JSON.stringify(yardstick.employers);
    const { ingest = 0, decide = 0, storyboards = 0 } = first.stages;
    const besideDuckDb = row([
      employers.toLocaleString("en"),
      `${selected.length.toLocaleString("en")}${agrees ? "" : " (others than DuckDB's)"}`,
      shown(yardstick.seconds),
      shown(first.seconds),
      (first.seconds / yardstick.seconds).toFixed(1),
      shown(ingest),
      shown(decide),
      storyboards === 0 ? "" : `${Math.round(selected.length / storyboards).toLocaleString("en")}/s`,
      shown(again.seconds),
      `${first.megabytes} MB`,
    ]);
    const counts = [employers, rows.requests, rows.delegations, rows.profiles].map((count) =>
      count.toLocaleString("en"),
    );
    const comparison = compareWithout(extracts, withoutKnowledge(extracts), out);
    return { besideDuckDb, besideWithout: row([...counts, ...comparisonCells(comparison)]), agrees };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function comparisonCells({ with: known, without, times }: Comparison): string[] {
  const megabytes = (run: typeof known) => `${run.megabytes} MB`;
  return [
    shown(without.seconds),
    shown(known.seconds),
    times.clock.toFixed(2),
    times.processor.toFixed(2),
    megabytes(without),
    megabytes(known),
  ];
}

const most = Number(process.argv[2] ?? 900_000);
const measured: Measured[] = [];
for (const employers of [Math.round(most / 9), most]) measured.push(await measure(employers));
const lines = [
  `${measuredOn()}\n`,
  "| employers | selected | DuckDB | plan | plan / DuckDB | of it reading | deciding and storyboards | storyboards alone | plan again | memory |",
  "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
  ...measured.map(({ besideDuckDb }) => besideDuckDb),
  "",
  "| employers | requests | delegations | profile rows | plan without them | plan with them | with / without | processor time | memory without | memory with |",
  "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
  ...measured.map(({ besideWithout }) => besideWithout),
];
console.log(lines.join("\n"));
process.exitCode = measured.some(({ agrees }) => !agrees) ? 1 : 0;
