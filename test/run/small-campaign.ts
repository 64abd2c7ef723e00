import type { ChildProcess } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { type Ended, videoguida } from "../cli/program.ts";
import { fileHashes } from "./file-hashes.ts";

const fixtures = fileURLToPath(new URL("../../fixtures/extracts", import.meta.url));

// Guide addresses are made with a key; the same key, or the manifests of two folders could not be compared.
const config = fileURLToPath(new URL("./small-campaign.json", import.meta.url));

/** Runs a campaign of three employers, or `limit`, with films and playlists, and `temporary` for temporary files. */
export function runSmallCampaign(
  out: string,
  temporary: string,
  { onStart = () => {}, limit = 3 }: { onStart?: (program: ChildProcess) => void; limit?: number } = {},
): Promise<Ended> {
  const where = ["--extracts", fixtures, "--campaign", "2026-05", "--out", out, "--config", config];
  return videoguida(["run", ...where, "--limit", String(limit), "--package", "both"], {
    env: { TMPDIR: temporary },
    onStart,
  });
}

/** Hashes of everything that such a run made for its campaign, without what tells how long it took. */
export function campaignMade(out: string): Record<string, string> {
  const {
    "campaign.json": _summary,
    "log.ndjson": _log,
    ...files
  } = fileHashes(path.join(out, "campaigns", "2026-05"));
  return files;
}
