import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import path from "node:path";
import { measureAssembly } from "./render/assembly.ts";
import { measureCampaigns } from "./render/campaigns.ts";
import { measurePersonalScene, measurePlainGuide } from "./render/plain-way.ts";
import { measureScenes } from "./render/scenes.ts";

/** A line of the table: what was measured, what it came to, and what was promised. */
export type Row = { what: string; measured: string; promised: string };

/** Measures rendering beside the plain way, in one run, and prints the table for README. */
const folder = mkdtempSync(path.join(tmpdir(), "videoguida-bench-"));
try {
  const plainGuide = await measurePlainGuide(folder);
  const rows: Row[] = [
    ...(await measurePersonalScene(folder)),
    ...(await measureAssembly(folder)),
    ...(await measureCampaigns(folder, plainGuide)),
    ...(await measureScenes(folder)),
  ];
  const date = new Date().toISOString().slice(0, 10);
  const lines = rows.map(({ what, measured, promised }) => `| ${what} | ${measured} | ${promised} |`);
  const machine = `${cpus().length} cores (${cpus()[0]?.model.trim()})`;
  process.stdout.write(
    `${[`Measured on ${date}, ${machine}:`, "", "| what | measured | promised |", "| --- | --- | --- |", ...lines].join("\n")}\n`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
