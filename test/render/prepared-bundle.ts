import { cpSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { bundleCompositions } from "../../pipeline/render/bundle.ts";

/** The compositions as a site, bundled once a machine for each state of their code: that takes 15 seconds. */
export function preparedBundle(): Promise<string> {
  return bundleCompositions(path.join(tmpdir(), "videoguida-test-cache"));
}

/** Puts the bundle into the cache of an output folder, where a run expects it. */
export async function prepareBundle(out: string): Promise<void> {
  const bundle = await preparedBundle();
  cpSync(bundle, path.join(out, "cache", "bundles", path.basename(bundle)), { recursive: true });
}
