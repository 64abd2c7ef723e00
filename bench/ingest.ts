/**
 * How fast extracts of the size of the country are read and decided, beside the bare floor measured in the same run:
 * csv-parse reading the same files and inserting raw strings with one prepared statement. Every measurement runs in a
 * process of its own. `node bench/ingest.ts [employers]` prints a Markdown table.
 */
import { execFileSync } from "node:child_process";
import { createReadStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { performance } from "node:perf_hooks";
import Database from "better-sqlite3";
import { parse } from "csv-parse";
import { day } from "../pipeline/domain/day.ts";
import { extractNames } from "../pipeline/domain/extract.ts";
import { openLedger } from "../pipeline/ledger/open-ledger.ts";
import { findPlan } from "../pipeline/ledger/queries/plans.ts";
import type { CampaignSettings } from "../pipeline/settings/campaign-settings.ts";
import { readConfig } from "../pipeline/settings/config.ts";
import { silentProgress } from "../pipeline/support/progress.ts";
import { synthExtracts } from "../pipeline/synth/synth-extracts.ts";
import { ingestExtracts } from "../pipeline/workflow/ingest/ingest-extracts.ts";
import { decidePlan } from "../pipeline/workflow/plan/decide-plan.ts";

type Measured = { rows: number; seconds: number; decideSeconds?: number; residentMegabytes: number };

const steps: Record<string, (extracts: string, out: string) => Promise<Omit<Measured, "residentMegabytes">>> = {
  floor: measureFloor,
  plan: measurePlan,
};

/** Rows into one table of text per file, in one transaction per file, nothing looked at. */
async function measureFloor(extracts: string, out: string) {
  const database = new Database(path.join(out, "floor.sqlite"));
  database.pragma("journal_mode = wal");
  database.pragma("synchronous = normal");
  const started = performance.now();
  let rows = 0;
  for (const name of extractNames) {
    const records = createReadStream(path.join(extracts, `${name}.csv`)).pipe(parse());
    let insert: Database.Statement | null = null;
    database.exec("begin");
    for await (const record of records as AsyncIterable<string[]>) {
      if (insert) {
        insert.run(record);
        rows += 1;
        continue;
      }
      database.exec(`create table ${name} (${record.join(", ")})`);
      insert = database.prepare(`insert into ${name} values (${record.map(() => "?").join(", ")})`);
    }
    database.exec("commit");
  }
  database.close();
  return { rows, seconds: (performance.now() - started) / 1000 };
}

/** What `plan` does before it looks at storyboards: everything read, checked, put in order and decided. */
async function measurePlan(extracts: string, out: string) {
  const settings: CampaignSettings = {
    campaign: "2026-05",
    asOf: day("2026-05-31"),
    audience: "all",
    packaging: "mp4",
    maxRejectedPercent: 5,
    limit: null,
    holdoutPercent: 0,
    extractsFolder: extracts,
    outFolder: out,
    config: readConfig(null),
    today: day("2026-11-24"),
    accepted: [],
    changesAddresses: false,
  };
  const ledger = await openLedger(out);
  const started = performance.now();
  const tools = { ledger, progress: silentProgress, warn: () => {}, signal: new AbortController().signal };
  const { files, snapshot } = await ingestExtracts(ledger, settings, tools);
  const ingested = performance.now();
  const plan = await findPlan(ledger, settings.campaign, "pending");
  await decidePlan(
    ledger,
    { ...settings, plan: plan?.plan ?? 0, snapshot, isDraft: false },
    "measured",
    { add: async () => {} },
    tools,
  );
  const decided = performance.now();
  await ledger.close();
  const rows = files.reduce((sum, file) => sum + file.rows, 0);
  return { rows, seconds: (ingested - started) / 1000, decideSeconds: (decided - ingested) / 1000 };
}

/** Runs one step in a fresh process, so that memory is its own. */
async function inFreshProcess(step: string, extracts: string): Promise<Measured> {
  const out = await mkdtemp(path.join(tmpdir(), "videoguida-bench-"));
  try {
    const printed = execFileSync(process.execPath, [import.meta.filename, step, extracts, out], { encoding: "utf8" });
    return JSON.parse(printed) as Measured;
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}

async function compare(employers: number): Promise<string> {
  const extracts = await mkdtemp(path.join(tmpdir(), "videoguida-bench-extracts-"));
  try {
    await synthExtracts({ employers, seed: "bench", folder: extracts, hostilePercent: 0 }, silentProgress);
    const floor = await inFreshProcess("floor", extracts);
    const plan = await inFreshProcess("plan", extracts);
    const rate = (measured: Measured) => Math.round(measured.rows / measured.seconds);
    const cells = [
      employers.toLocaleString("en"),
      plan.rows.toLocaleString("en"),
      `${rate(floor).toLocaleString("en")} rows/s`,
      `${rate(plan).toLocaleString("en")} rows/s`,
      (rate(plan) / rate(floor)).toFixed(2),
      `${plan.decideSeconds?.toFixed(1)} s`,
      `${plan.residentMegabytes} MB`,
    ];
    return `| ${cells.join(" | ")} |`;
  } finally {
    await rm(extracts, { recursive: true, force: true });
  }
}

const [step = "", extracts = "", out = ""] = process.argv.slice(2);
const measure = steps[step];
if (measure) {
  const measured = await measure(extracts, out);
  const residentMegabytes = Math.round(process.resourceUsage().maxRSS / 1024);
  process.stdout.write(JSON.stringify({ ...measured, residentMegabytes }));
} else {
  const most = Number(step || 900_000);
  console.log("| employers | rows | floor | ingest | ingest / floor | decide | largest resident memory |");
  console.log("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
  for (const employers of [Math.round(most / 9), most]) console.log(await compare(employers));
}
