import type { ChildProcess } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { type Ended, videoguida } from "../cli/program.ts";
import { fileHashes } from "./file-hashes.ts";

const fixtures = fileURLToPath(new URL("../../fixtures/extracts", import.meta.url));

// The same key for all: guide addresses depend on it, and manifests of two folders are compared.
const config = fileURLToPath(new URL("./small-campaign.json", import.meta.url));

/** Options of a campaign of three employers with videos and playlists. */
export const smallCampaign = { extracts: fixtures, campaign: "2026-05", config, limit: "3", package: "both" };

/** Runs it with `temporary` for temporary files, and with more `words` on the command line. */
export function runSmallCampaign(
  out: string,
  temporary: string,
  { onStart = () => {}, words = [] }: { onStart?: (program: ChildProcess) => void; words?: string[] } = {},
): Promise<Ended> {
  const options = Object.entries({ ...smallCampaign, out }).flatMap(([name, value]) => [`--${name}`, value]);
  return videoguida(["run", ...options, ...words], { env: { TMPDIR: temporary }, onStart });
}

/** Files that tell how long a run took, or when it was. */
const timed = /^(campaign\.json$|log\.ndjson$|report\/)/;

/** Hashes of everything that such a run made for its campaign, without what tells how long it took. */
export function campaignMade(out: string): Record<string, string> {
  const files = Object.entries(fileHashes(path.join(out, "campaigns", "2026-05")));
  return Object.fromEntries(files.filter(([name]) => !timed.test(name)));
}
