import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { PipelineError } from "../../pipeline/domain/errors.ts";
import type { ExtractName } from "../../pipeline/domain/extract.ts";
import { type DamageName, damageExtract } from "../../pipeline/synth/damage.ts";
import { type Traces, tracesOf } from "./traces.ts";
import { accusedBy, selectionOf, strictSettings, type Undamaged } from "./undamaged.ts";

/** What happened to one file of a delivery, and whether a campaign was planned before it. */
export type DamageCase = {
  file: ExtractName;
  /** One damage, or two one after the other. */
  damages: readonly (DamageName | "missing-file")[];
  hasCampaignBefore: boolean;
  seed: string;
};

/** What the sender said of the files: rows and hashes, only rows, or nothing. */
export const controls = ["hashes", "rows", "none"] as const;
export type Control = (typeof controls)[number];

/** The program stopped with this code; or it decided, withheld some and wrongly selected the `accused`. */
export type Ending = { stopped: string; said: string } | { withheld: number; accused: string[] };

export type DamagedExtracts = {
  endingWith(control: Control): Promise<Ending>;
  /** What the file itself shows of the rows that were lost or changed: by all damages, or by the last of two. */
  traces(by: "all" | "last"): Promise<Traces>;
  remove(): Promise<void>;
};

/** Copies a delivery and damages the copy. */
export async function damagedExtracts(undamaged: Undamaged, of: DamageCase): Promise<DamagedExtracts> {
  const root = await mkdtemp(path.join(tmpdir(), "videoguida-damaged-"));
  const folder = path.join(root, "extracts");
  await cp(undamaged.folder, folder, { recursive: true });
  const target = path.join(folder, `${of.file}.csv`);
  let beforeLast = undamaged.texts[of.file];
  for (const [index, damage] of of.damages.entries()) {
    if (index > 0) beforeLast = await readFile(target, "utf8");
    if (damage === "missing-file") await rm(target);
    else await damageExtract(folder, { file: of.file, damage, seed: of.seed });
  }
  return {
    endingWith: (control) => endingWith(undamaged, of, root, control),
    async traces(by) {
      const before = by === "last" ? beforeLast : undamaged.texts[of.file];
      const after = of.damages.includes("missing-file") ? headerOf(before) : await readFile(target, "utf8");
      return tracesOf(of.file, before, after);
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

function headerOf(text: string): string {
  return text.slice(0, text.indexOf("\n"));
}

async function endingWith(
  undamaged: Undamaged,
  { hasCampaignBefore }: DamageCase,
  root: string,
  control: Control,
): Promise<Ending> {
  const [extracts, out] = [path.join(root, "extracts"), path.join(root, `out-${control}`)];
  if (control === "none") await rm(path.join(extracts, "control.csv"), { force: true });
  else await writeFile(path.join(extracts, "control.csv"), controlFile(undamaged.control, control));
  if (hasCampaignBefore) await cp(undamaged.campaignBefore, out, { recursive: true });
  try {
    const selection = await selectionOf(strictSettings(extracts, out));
    return { withheld: selection.withheld, accused: accusedBy(selection, undamaged.selection) };
  } catch (error) {
    if (!(error instanceof PipelineError) || error.exitCode !== 2) throw error;
    return { stopped: error.code, said: error.message };
  }
}

function controlFile(text: string, control: Control): string {
  return control === "rows" ? text.replace(/,[0-9a-f]{64}$/gm, ",") : text;
}
