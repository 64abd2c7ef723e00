/**
 * Whether a server of guide pages opens the ledger of a country as fast as a small one, and answers as fast. `node
 * bench/serve-country.ts` prints a Markdown table. Videos are grey, in segments; making them takes some minutes.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startServing } from "../fixtures/serving.ts";
import { silentProgress } from "../pipeline/support/progress.ts";
import { synthExtracts } from "../pipeline/synth/synth-extracts.ts";
import { greyCampaign } from "../test/cli/commands/grey-campaign.ts";
import { toldAddresses } from "../test/serve/served.ts";
import { measuredOn } from "./measured-on.ts";
import { keepBusy } from "./serve/load.ts";

const sizes = [1_000, 900_000];
const starts = 5;

const folder = mkdtempSync(path.join(tmpdir(), "videoguida-bench-"));
try {
  const lines: string[] = [];
  for (const employers of sizes) {
    const out = path.join(folder, String(employers));
    await campaignOf(employers, out);
    const addresses = [...toldAddresses(out).values()];
    const { seconds, p50, p99 } = await measure(out, addresses);
    lines.push(
      `| ${employers.toLocaleString("en")} | ${addresses.length.toLocaleString("en")} | ${seconds.toFixed(2)} s | ${p50.toFixed(1)} ms | ${p99.toFixed(1)} ms |`,
    );
  }
  const head = [
    "| employers | guides | until a page was answered | page, p50 | page, p99 |",
    "| ---: | ---: | ---: | ---: | ---: |",
  ];
  process.stdout.write([measuredOn(), "", ...head, ...lines, ""].join("\n"));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function campaignOf(employers: number, out: string): Promise<void> {
  const extracts = path.join(out, "extracts");
  await synthExtracts({ employers, seed: "bench", folder: extracts, hostilePercent: 0 }, silentProgress);
  const campaign = greyCampaign(out, { extracts, package: "hls", accept: "all" });
  await campaign.plan();
  await campaign.render();
  await campaign.notify();
}

/** Seconds from starting the server to its first page (median), and the times of pages of many guides, one after another. */
async function measure(out: string, addresses: readonly string[]) {
  const seconds: number[] = [];
  for (let start = 0; start < starts; start++) {
    const startedAt = performance.now();
    const { url, stop } = await startServing(["--out", out, "--port", "0", "--today", "2026-06-05"]);
    await fetch(`${url}${addresses[start % addresses.length]}`);
    seconds.push((performance.now() - startedAt) / 1000);
    await stop();
  }
  const { url, stop } = await startServing(["--out", out, "--port", "0", "--today", "2026-06-05"]);
  const nth = (_: number, round: number) => ({ path: addresses[(round * 7_919) % addresses.length] ?? "" });
  await keepBusy(url, { visitors: 1, seconds: 3 }, nth);
  const { p50, p99 } = await keepBusy(url, { visitors: 1, seconds: 10 }, nth);
  await stop();
  return { seconds: seconds.toSorted((a, b) => a - b)[starts >> 1] ?? Number.NaN, p50, p99 };
}
