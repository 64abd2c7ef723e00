/**
 * How long the measures of a country take: invented events and receipts of 900,000 people who were told are imported,
 * and the report is written; memory is that of each command, as the kernel counted it, also at a tenth of the size.
 * `node bench/report.ts [people]` prints a Markdown table; the whole takes about half an hour and 12 GB of disk.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { measuredOn } from "./measured-on.ts";
import { door } from "./render/program.ts";
import { tellCountry } from "./report/told-country.ts";

const campaign = "2026-05";

type Measured = { seconds: number; megabytes: number; rows: number };

/** Says at the end, on standard error, how many megabytes were resident at most. */
const memoryReport = `data:text/javascript,${encodeURIComponent(
  'process.on("exit", () => process.stderr.write("most memory: " + Math.round(process.resourceUsage().maxRSS / 1024) + "\\n"));',
)}`;

/** A command as ops type it. Its rows are those that it says it has read. */
function runMeasured(...words: string[]): Measured {
  const startedAt = performance.now();
  const command = ["--import", memoryReport, door, ...words, "--quiet"];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: "utf8", maxBuffer: 1e9 });
  if (status !== 0) throw new Error(`${words[0]} ended with ${status}: ${stderr}`);
  const seconds = (performance.now() - startedAt) / 1000;
  const rows = Number(/^([\d,]+) \w+ read/.exec(stdout)?.[1]?.replaceAll(",", "") ?? 0);
  return { seconds, megabytes: Number(/most memory: (\d+)/.exec(stderr)?.[1]), rows };
}

type CountryMeasured = { told: number; receipts: Measured; events: Measured; report: Measured };

async function measureCountry(people: number): Promise<CountryMeasured> {
  const out = mkdtempSync(path.join(tmpdir(), "videoguida-bench-report-"));
  try {
    const told = await tellCountry(out, campaign, people);
    const invented = path.join(out, "invented");
    runMeasured("synth", "--events", out, "--campaign", campaign, "--seed", "bench", "--out", invented);
    const receipts = runMeasured("receipts", "import", path.join(invented, "receipts.csv"), "--out", out);
    const events = runMeasured("events", "import", path.join(invented, "events.csv"), "--out", out);
    return { told, receipts, events, report: runMeasured("report", "--campaign", campaign, "--out", out) };
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

const count = (value: number) => value.toLocaleString("en");

function lineOf({ told, receipts, events, report }: CountryMeasured): string {
  const imported = ({ rows, seconds, megabytes }: Measured) => [
    ...[count(rows), `${count(Math.round(rows / seconds))} rows/s`, `${megabytes} MB`],
  ];
  const cells = [count(told), ...imported(receipts), ...imported(events)];
  return `| ${[...cells, `${report.seconds.toFixed(1)} s`, `${report.megabytes} MB`].join(" | ")} |`;
}

const most = Number(process.argv[2] ?? 900_000);
console.log(`${measuredOn()}\n`);
console.log("| people told | receipts | import | memory | events | import | memory | report | memory |");
console.log("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
for (const people of [Math.round(most / 10), most]) console.log(lineOf(await measureCountry(people)));
