/**
 * How much memory and time a campaign of more than 5,000 new scenes takes, from the first scene to the last.
 * Prints a Markdown table: the most that was resident while each thousand was rendered.
 * `node bench/memory.ts [employers]`; on Linux alone.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { summaryOf } from "./render/campaigns.ts";
import { door, runProgram } from "./render/program.ts";

/** Scenes in the cache, and megabytes of the program and of all it has started (browsers, encoders). */
type Sample = { scenes: number; program: number; started: number };

/** Invented employers with a little more than 5,000 different scenes. */
const employers = Number(process.argv[2] ?? 180_000);

const scenesInARow = 1_000;

const folder = mkdtempSync(path.join(tmpdir(), "videoguida-bench-memory-"));
try {
  const extracts = path.join(folder, "extracts");
  runProgram("synth", "--employers", String(employers), "--seed", "memory", "--out", extracts, "--quiet");
  const out = path.join(folder, "out");
  const started = performance.now();
  const samples = await watchCampaign(extracts, out);
  const minutes = (performance.now() - started) / 60_000;
  const { guides } = summaryOf(out, "2026-05");
  const count = (value: number | undefined) => value?.toLocaleString("en");
  process.stdout.write(
    `${count(employers)} employers, ${count(guides?.employers)} with a guide, ${count(guides?.scenes)} scenes, all new, as hls: ${minutes.toFixed(0)} min\n\n`,
  );
  process.stdout.write(`${tableOf(samples).join("\n")}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Runs a campaign and looks at its memory every two seconds. */
async function watchCampaign(extracts: string, out: string): Promise<Sample[]> {
  const words = ["run", "--extracts", extracts, "--campaign", "2026-05", "--package", "hls", "--out", out, "--quiet"];
  const child = spawn(process.execPath, [door, ...words], { stdio: ["ignore", "ignore", "pipe"] });
  const samples: Sample[] = [];
  const watch = setInterval(() => {
    const scenes = scenesIn(path.join(out, "cache", "scenes"));
    const [program = 0, ...started] = memoryOf(child.pid ?? 0);
    samples.push({ scenes, program, started: sumOf(started) });
  }, 2_000);
  const [complaint, [exitCode]] = await Promise.all([text(child.stderr), once(child, "close")]);
  clearInterval(watch);
  if (exitCode !== 0) throw new Error(`run ended with ${exitCode}: ${complaint}`);
  return samples;
}

/** A row for all that is done before the first scene, one for each thousand scenes, one for what is done after the last. */
function tableOf(samples: Sample[]): string[] {
  const total = Math.max(...samples.map(({ scenes }) => scenes));
  const nameOf = ({ scenes }: Sample) => {
    if (scenes === 0) return "before the first";
    if (scenes === total) return "after the last";
    const before = Math.floor((scenes - 1) / scenesInARow) * scenesInARow;
    return `${(before + 1).toLocaleString("en")} to ${Math.min(before + scenesInARow, total).toLocaleString("en")}`;
  };
  const rows = [...Map.groupBy(samples, nameOf)].map(([name, group]) => {
    const most = (part: "program" | "started") => Math.round(Math.max(...group.map((sample) => sample[part])));
    return `| ${name} | ${most("program")} MB | ${most("started")} MB |`;
  });
  return ["| scenes rendered | the program | browsers, encoders, bundler |", "| --- | ---: | ---: |", ...rows];
}

function scenesIn(cache: string): number {
  if (!existsSync(cache)) return 0;
  return readdirSync(cache, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".mp4")).length;
}

/** Megabytes of a process and then of every process below it; what they share is counted once. */
function memoryOf(root: number): number[] {
  const children = Map.groupBy(processes(), ({ parent }) => parent);
  const memoryFrom = (pid: number): number[] => [
    megabytesOf(pid),
    ...(children.get(pid) ?? []).flatMap((child) => memoryFrom(child.pid)),
  ];
  return memoryFrom(root);
}

function processes(): { pid: number; parent: number }[] {
  return readdirSync("/proc")
    .map(Number)
    .filter((pid) => pid > 0)
    .map((pid) => ({ pid, parent: Number(/\) \S (\d+)/.exec(contentOf(`/proc/${pid}/stat`))?.[1] ?? 0) }));
}

function megabytesOf(pid: number): number {
  return Number(/^Pss:\s+(\d+) kB/m.exec(contentOf(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0) / 1024;
}

function sumOf(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** A process may end while it is looked at. */
function contentOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
