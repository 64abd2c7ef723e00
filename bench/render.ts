import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { measuredOn } from "./measured-on.ts";
import { measureAssembly } from "./render/assembly.ts";
import { measureCampaigns } from "./render/campaigns.ts";
import { measurePersonalScene, measurePlainGuide } from "./render/plain-way.ts";
import { measureRepeatedly } from "./render/repeatedly.ts";
import type { Row } from "./render/row.ts";
import { measureScenes } from "./render/scenes.ts";

/** Measures rendering beside the plain way, in one run, and prints the table for README. Ends with 1 when one is missing. */
const folder = mkdtempSync(path.join(tmpdir(), "videoguida-bench-"));
let isComplete = false;
try {
  const plainGuide = await measureRepeatedly("plain guide", folder, measurePlainGuide);
  const measurements: [name: string, measure: (folder: string) => Promise<Row[]>][] = [
    ["personal scene", measurePersonalScene],
    ["assembly", measureAssembly],
    ["campaigns", (own) => measureCampaigns(own, plainGuide)],
    ["scenes", measureScenes],
  ];
  const rows: (Row[] | null)[] = [];
  for (const [name, measure] of measurements) rows.push(await measureRepeatedly(name, folder, measure));
  isComplete = plainGuide !== null && !rows.includes(null);
  const lines = rows
    .flatMap((measured) => measured ?? [])
    .map(({ what, measured, promised }) => `| ${what} | ${measured} | ${promised} |`);
  process.stdout.write(
    `${[measuredOn(), "", "| what | measured | promised |", "| --- | --- | --- |", ...lines].join("\n")}\n`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit(isComplete ? 0 : 1);
