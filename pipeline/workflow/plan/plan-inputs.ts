import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Ledger } from "../../ledger/open-ledger.ts";
import { snapshotKey } from "../../ledger/queries/snapshots.ts";
import type { CampaignSettings } from "../../settings/campaign-settings.ts";
import { fingerprintOf } from "../../support/code-fingerprint.ts";
import { canonicalJson, sha256Hex } from "../../support/hash.ts";
import { templatesFolder } from "../../support/template-files.ts";

/** Reading a file: what a row is, and what keeps it from being used beside others. */
const readingCode = [
  "../../extract/read-extract.ts",
  "../../extract/examine-extract.ts",
  "../../ledger/bulk/load-snapshot.ts",
];

/** Deciding, and everything that becomes of a decision before anything is rendered. */
const planningCode = [
  "../../decide/decide-employer.ts",
  "../../decide/holdout.ts",
  "../../decide/describe-selected.ts",
  "./guide-planner.ts",
];

/** Names the code by which extracts are read: when it has changed, they are read again. */
export const readingRules = once(() => fingerprintOfAll(readingCode));

/**
 * Names everything that a plan is made with, in one digest: the extracts and how they were read, the day, the audience,
 * the share that is held out, the settings, the code that decides and builds storyboards, and the texts of guides and
 * messages. Equal digests, equal plans. How many guides are made of it (`--limit`) and how they are packaged is not part
 * of it; nor is the key of the holdout: with another key, who is held out stays as it was decided.
 */
export async function planInputs(ledger: Ledger, settings: CampaignSettings, snapshot: number): Promise<string> {
  const { asOf, audience, holdoutPercent, config } = settings;
  const [extracts, code, texts] = [await snapshotKey(ledger, snapshot), await planningRules(), textsDigest()];
  return sha256Hex(canonicalJson({ extracts, asOf, audience, holdoutPercent, config, code, texts }));
}

const planningRules = once(() => fingerprintOfAll(planningCode));

async function fingerprintOfAll(files: readonly string[]): Promise<string> {
  const of = (file: string) => fingerprintOf(fileURLToPath(new URL(file, import.meta.url)));
  return sha256Hex((await Promise.all(files.map(of))).join("\n"));
}

/** Code does not change while it runs. */
function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | null = null;
  return () => {
    made ??= make();
    return made;
  };
}

function textsDigest(): string {
  const folder = fileURLToPath(new URL("it/", templatesFolder));
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(isOfGuides);
  const contents = files.map((name) => [name, sha256Hex(readFileSync(path.join(folder, name)))] as const);
  return sha256Hex(canonicalJson(Object.fromEntries(contents)));
}

/** The texts of guides and messages; those of the launch kit and of dossiers belong to no plan. */
function isOfGuides(name: string): boolean {
  if (path.dirname(name) === "dossier") return false;
  return name.endsWith(".hbs") || (name.endsWith(".txt") && name !== "launch.txt");
}
