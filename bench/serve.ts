/**
 * How many visitors one server of guide pages bears. `node bench/serve.ts` prints a Markdown table and ends with 1 when an
 * event that was answered for is not in the database. Videos are grey, of the right length and about the right size.
 */
import type { ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startServing } from "../fixtures/serving.ts";
import { silentProgress } from "../pipeline/support/progress.ts";
import { synthExtracts } from "../pipeline/synth/synth-extracts.ts";
import { greyCampaign } from "../test/cli/commands/grey-campaign.ts";
import { keptEvents, toldAddresses } from "../test/serve/served.ts";
import { measuredOn } from "./measured-on.ts";
import { keepBusy, sendSteadily } from "./serve/load.ts";

/** Invented employers, of whom a tenth get a guide. */
const employers = 20_000;
const [pagesPerSecond, pageSeconds] = [500, 20];
const [eventsPerSecond, eventSeconds, eventsAtOnce] = [2_000, 60, 8];
const [videos, videoSeconds, rangeBytes] = [300, 20, 16 * 1024];

const folder = mkdtempSync(path.join(tmpdir(), "videoguida-bench-"));
let isComplete = false;
try {
  const [extracts, out] = [path.join(folder, "extracts"), path.join(folder, "out")];
  await synthExtracts({ employers, seed: "bench", folder: extracts, hostilePercent: 0 }, silentProgress);
  const campaign = greyCampaign(out, { extracts, package: "mp4", accept: "all" });
  await campaign.plan();
  await campaign.render();
  await campaign.notify();
  const addresses = [...toldAddresses(out).values()];
  const nth = (index: number) => addresses[index % addresses.length] ?? "";

  const startedAt = performance.now();
  const { child, url, stop } = await startServing(["--out", out, "--port", "0", "--today", "2026-06-05"]);
  const seconds = (performance.now() - startedAt) / 1000;
  const rows = [["until the first answer", `${seconds.toFixed(1)} s, ${addresses.length} guides`, ""]];
  // Code that has run a few hundred times is fast; a server in use always has.
  await keepBusy(url, { visitors: 10, seconds: 3 }, (visitor, round) => ({ path: nth(visitor + round * 10) }));
  const before = residentMegabytes(child);
  const pages = await sendSteadily(url, { perSecond: pagesPerSecond, seconds: pageSeconds }, (index) => ({
    path: nth(index),
  }));
  rows.push([
    `${pagesPerSecond} pages a second`,
    `p50 ${ms(pages.p50)}, p99 ${ms(pages.p99)}, ${statusesOf(pages.statuses)}`,
    "p99 under 50 ms",
  ]);
  const most = await keepBusy(url, { visitors: 50, seconds: 10 }, (visitor, round) => ({
    path: nth(visitor + round * 50),
  }));
  rows.push([
    "as many pages as it gives",
    `${Math.round(most.answered / most.seconds)} a second, p99 ${ms(most.p99)}`,
    "",
  ]);
  const posted = await sendSteadily(
    url,
    { perSecond: eventsPerSecond / eventsAtOnce, seconds: eventSeconds },
    (index) => ({
      path: `${nth(index)}/events`,
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(Array.from({ length: eventsAtOnce }, () => ({ event_id: randomUUID(), type: "played" }))),
    }),
  );
  const [besideCounting, counted] = await Promise.all([
    sendSteadily(url, { perSecond: pagesPerSecond, seconds: pageSeconds }, (index) => ({ path: nth(index) })),
    keepBusy(url, { visitors: 1, seconds: pageSeconds }, () => ({ path: "/dashboard" })),
  ]);
  const watched = await keepBusy(url, { visitors: videos, seconds: videoSeconds }, (visitor, round) => ({
    path: `${nth(visitor)}/video.mp4`,
    headers: { Range: `bytes=${(round % 4) * rangeBytes}-${((round % 4) + 1) * rangeBytes - 1}` },
  }));
  const after = residentMegabytes(child);
  await stop();
  const kept = (await keptEvents(out)).length;
  const promised = (posted.statuses["204"] ?? 0) * eventsAtOnce;
  isComplete = kept === promised && promised === eventsPerSecond * eventSeconds;
  rows.push(
    [
      `${eventsPerSecond.toLocaleString("en")} events a second for ${eventSeconds} s`,
      `p99 ${ms(posted.p99)}, ${promised.toLocaleString("en")} answered for, ${kept.toLocaleString("en")} in the database`,
      "none lost",
    ],
    [
      `${pagesPerSecond} pages a second while staff look at the dashboard all the time`,
      `p99 ${ms(besideCounting.p99)}; dashboard p50 ${ms(counted.p50)}, ${statusesOf(counted.statuses)}`,
      "",
    ],
    [
      `${videos} videos at once, by ranges, as fast as they come`,
      `${Math.round(watched.bytes / watched.seconds / 1e6)} MB/s (to watch takes ${Math.round((videos * 18) / 1000)}), p99 ${ms(watched.p99)}, ${statusesOf(watched.statuses)}`,
      "",
    ],
    ["resident memory before and after", `${before} MB, ${after} MB`, "flat"],
  );
  const lines = rows.map((row) => `| ${row.join(" | ")} |`);
  process.stdout.write(
    [measuredOn(), "", "| what | measured | promised |", "| --- | --- | --- |", ...lines, ""].join("\n"),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit(isComplete ? 0 : 1);

function residentMegabytes({ pid }: ChildProcess): number {
  const [, kilobytes = "0"] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Math.round(Number(kilobytes) / 1024);
}

function ms(milliseconds: number): string {
  return `${milliseconds.toFixed(0)} ms`;
}

function statusesOf(statuses: Record<string, number>): string {
  return Object.entries(statuses)
    .map(([status, count]) => `${count.toLocaleString("en")} × ${status}`)
    .join(", ");
}
