import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { exitCodes, PipelineError } from "../../domain/errors.ts";
import { type ManifestChannel, manifestChannels } from "../../domain/notification.ts";
import { sha256Hex } from "../../support/hash.ts";
import { sha256OfFile } from "../../support/hashed-file.ts";
import { type Manifest, manifestSchema } from "./manifest-schema.ts";

/** Lists and hashes the other files of a version: written last, moved first. */
export const manifestFileName = "manifest.json";
/** One line per notification, for people with a spreadsheet. */
export const overviewFileName = "notifications.csv";
/** What takes back notifications that should not have been sent, on all channels; there only when there is any. */
export const correctionsFileName = "corrections.ndjson";
/** How a version differs from the one before, a line for each notification that does. */
export const changesFileName = "changes.csv";
/** What was in an earlier version and must no longer be sent; there only when there is any. */
export const withdrawnFileName = "withdrawn.csv";
/** `<channel>.ndjson`; that of delegates is there when the extracts say who they are, those of employers always. */
export const channelFileName = (channel: ManifestChannel): string => `${channel}.ndjson`;
/** Everything a version consists of beside its manifest.json. */
export const contentFileNames = [
  ...manifestChannels.map(channelFileName),
  overviewFileName,
  correctionsFileName,
  changesFileName,
  withdrawnFileName,
];

/** Where versions that were replaced are kept, each whole: `superseded/<version>`. */
export const supersededFolder = (version: number): string => `superseded/${version}`;

/**
 * The manifest.json of a folder and its own hash, or null when there is none. Throws a `PipelineError` when it is not
 * one of ours.
 */
export async function readManifest(folder: string): Promise<{ manifest: Manifest; sha256: string } | null> {
  const file = path.join(folder, manifestFileName);
  if (!existsSync(file)) return null;
  const text = await readFile(file, "utf8");
  const parsed = manifestSchema.safeParse(jsonOrNull(text));
  if (!parsed.success) throw damagedManifest(file);
  return { manifest: parsed.data, sha256: sha256Hex(text) };
}

/** The first file of a version that is not as manifest.json says, or null when it is whole. */
export async function damagedFileOf(folder: string, { files }: Manifest): Promise<string | null> {
  for (const { name, sha256 } of files) {
    const file = path.join(folder, name);
    if ((await sha256OfFile(file)) !== sha256) return file;
  }
  return null;
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A manifest records what may have been sent: when it was altered, a person has to decide which version is right. */
export function damagedManifest(file: string, line: number | null = null): PipelineError {
  const where = line === null ? file : `${file}, line ${line},`;
  return new PipelineError("manifest-damaged", `${where} was changed after it was written`, {
    nextStep: "Put the file back from a copy, or move the whole manifests folder away, and run the command again",
    exitCode: exitCodes.someFailed,
  });
}
