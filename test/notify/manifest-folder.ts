import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import { channels } from "../../pipeline/domain/notification.ts";
import { manifestLineSchema, manifestSchema } from "../../pipeline/notify/manifests/manifest-schema.ts";

/** An empty folder that goes away with its test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "videoguida-manifests-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Every file below the folder with its hash: equal trees are equal bytes. */
export function treeOf(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    statSync(path.join(folder, name)).isFile(),
  );
  return Object.fromEntries(files.sort().map((name) => [name, sha256(readFileSync(path.join(folder, name)))]));
}

export const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** Reads a version back with the schemas; every line must hold. */
export function readBack(folder: string) {
  const manifest = manifestSchema.parse(JSON.parse(readFileSync(path.join(folder, "manifest.json"), "utf8")));
  const lines = channels.flatMap((channel) =>
    readFileSync(path.join(folder, `${channel}.ndjson`), "utf8")
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => manifestLineSchema(channel).parse(JSON.parse(line))),
  );
  return { manifest, lines };
}
