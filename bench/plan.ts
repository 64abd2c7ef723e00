/**
 * How long a whole `plan` takes beside a yardstick that nobody here wrote: DuckDB with two threads reads the same four
 * files and finds the same selected employers, in one run. `node bench/plan.ts [employers]` prints a Markdown table and
 * ends with 1 when the two do not agree.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { silentProgress } from "../pipeline/support/progress.ts";
import { synthExtracts } from "../pipeline/synth/synth-extracts.ts";
import { measuredOn } from "./measured-on.ts";
import { door } from "./render/program.ts";

const campaign = "2026-05";

/** Who owes I quarter 2026 on 31 May 2026 and has not paid it, by employer_id; good extracts only, one row an employer. */
const selectedEmployers = (folder: string) => `
  with relationships as (
    select * from read_csv('${folder}/relationships.csv', all_varchar = true)
    where started_on <= '2026-05-31' and coalesce(ended_on, '9999-12-31') >= '2026-05-31'
      and started_on <= '2026-03-31' and coalesce(ended_on, '9999-12-31') >= '2026-01-01'
  ), recorded as (
    select relationship_id, max(amount_due::decimal(12, 2)) as due,
      coalesce(sum(amount_paid::decimal(12, 2)) filter (where coalesce(paid_on, '0000-01-01') <= '2026-05-31'), 0) as paid
    from read_csv('${folder}/contributions.csv', all_varchar = true) where quarter = '2026-Q1' group by relationship_id
  )
  select distinct e.employer_id
  from read_csv('${folder}/employers.csv', all_varchar = true) e join relationships r using (employer_id)
  left join recorded c using (relationship_id)
  where not (case when due is null then coalesce(paid, 0) > 0 else paid >= due end)
    and relationship_id not in (
      select relationship_id from read_csv('${folder}/suspensions.csv', all_varchar = true) where quarter = '2026-Q1')
  order by 1`;

/** The yardstick, in a process of its own: prints seconds and ids as JSON. */
async function askDuckDb(folder: string): Promise<void> {
  const startedAt = performance.now();
  const instance = await DuckDBInstance.create(":memory:", { threads: "2" });
  const reader = await (await instance.connect()).runAndReadAll(selectedEmployers(folder));
  const employers = reader.getColumns()[0] ?? [];
  const seconds = (performance.now() - startedAt) / 1000;
  process.stdout.write(JSON.stringify({ seconds, employers }));
}

type Yardstick = { seconds: number; employers: string[] };

/** It takes so short a time that one run says little: the median of five. */
function medianYardstick(extracts: string): Yardstick {
  const ask = () =>
    execFileSync(process.execPath, [import.meta.filename, "duckdb", extracts], { maxBuffer: 1e9 }).toString();
  const runs = Array.from({ length: 5 }, () => JSON.parse(ask()) as Yardstick);
  return runs.sort((a, b) => a.seconds - b.seconds)[2] as Yardstick;
}

type PlanRun = { seconds: number; megabytes: number; stages: Record<string, number> };

/** `plan` as ops type it; the largest resident memory is that of the program, as the kernel counted it. */
function runPlan(extracts: string, out: string): PlanRun {
  const startedAt = performance.now();
  const words = [door, "plan", "--extracts", extracts, "--campaign", campaign, "--out", out, "--quiet"];
  const { status, stderr } = spawnSync(process.execPath, ["--import", memoryReport, ...words], {
    encoding: "utf8",
    maxBuffer: 1e9,
  });
  if (status !== 0) throw new Error(`plan ended with ${status}: ${stderr}`);
  const seconds = (performance.now() - startedAt) / 1000;
  const { timings } = JSON.parse(readFileSync(path.join(out, "campaigns", campaign, "campaign.json"), "utf8")) as {
    timings: { seconds: Record<string, number> };
  };
  return { seconds, megabytes: Number(/most memory: (\d+)/.exec(stderr)?.[1] ?? 0), stages: timings.seconds };
}

/** Says at the end, on standard error, how many megabytes were resident at most. */
const memoryReport = `data:text/javascript,${encodeURIComponent(
  'process.on("exit", () => process.stderr.write("most memory: " + Math.round(process.resourceUsage().maxRSS / 1024) + "\\n"));',
)}`;

function selectedIn(out: string): string[] {
  const [, ...lines] = readFileSync(path.join(out, "campaigns", campaign, "decisions.csv"), "utf8")
    .trim()
    .split("\r\n");
  return lines.map((line) => line.split(",")).flatMap(([id, decision]) => (decision === "selected" ? [id ?? ""] : []));
}

async function compare(employers: number): Promise<boolean> {
  const folder = mkdtempSync(path.join(tmpdir(), "videoguida-bench-"));
  try {
    const [extracts, out] = [path.join(folder, "extracts"), path.join(folder, "out")];
    await synthExtracts({ employers, seed: "bench", folder: extracts, hostilePercent: 0 }, silentProgress);
    const yardstick = medianYardstick(extracts);
    const [first, again] = [runPlan(extracts, out), runPlan(extracts, out)];
    const selected = selectedIn(out);
    const agree = JSON.stringify(selected) === JSON.stringify(yardstick.employers);
    const { ingest = 0, decide = 0, storyboards = 0 } = first.stages;
    const s = (seconds: number) => `${seconds.toFixed(1)} s`;
    const cells = [
      employers.toLocaleString("en"),
      `${selected.length.toLocaleString("en")}${agree ? "" : " (others than DuckDB's)"}`,
      s(yardstick.seconds),
      s(first.seconds),
      (first.seconds / yardstick.seconds).toFixed(1),
      s(ingest),
      s(decide),
      storyboards === 0 ? "" : `${Math.round(selected.length / storyboards).toLocaleString("en")}/s`,
      s(again.seconds),
      `${first.megabytes} MB`,
    ];
    console.log(`| ${cells.join(" | ")} |`);
    return agree;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const [step = "", extracts = ""] = process.argv.slice(2);
if (step === "duckdb") {
  await askDuckDb(extracts);
} else {
  const most = Number(step || 900_000);
  console.log(`${measuredOn()}
`);
  console.log(
    "| employers | selected | DuckDB | plan | plan / DuckDB | of it reading | deciding and storyboards | storyboards alone | plan again | memory |",
  );
  console.log("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
  const agreements: boolean[] = [];
  for (const employers of [Math.round(most / 9), most]) agreements.push(await compare(employers));
  process.exitCode = agreements.includes(false) ? 1 : 0;
}
