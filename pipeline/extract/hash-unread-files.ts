import { createHash } from "node:crypto";
import { stat } from "node:fs/promises";
import path from "node:path";
import type { ControlledFile } from "./compare-with-control.ts";
import { type ExtractFile, readBytes } from "./scan/read-bytes.ts";

/** Files of section 8 of the contract, which this version does not read. */
const unreadNames = ["requests", "delegations", "profiles"];

/** Those that lie in the folder, hashed, so that control.csv can name them. Throws a `PipelineError` for a broken gzip. */
export async function hashUnreadFiles(folder: string): Promise<ControlledFile[]> {
  const fileNames = unreadNames.flatMap((name) => [`${name}.csv`, `${name}.csv.gz`]);
  const files: ControlledFile[] = [];
  for (const fileName of fileNames) {
    const file = { path: path.join(folder, fileName), fileName, isGzipped: fileName.endsWith(".gz") };
    if (await isThere(file.path)) files.push(await hashFile(file));
  }
  return files;
}

async function hashFile(file: ExtractFile): Promise<ControlledFile> {
  const [hash, textHash] = [createHash("sha256"), createHash("sha256")];
  const chunks = readBytes(
    file,
    (bytes) => hash.update(bytes),
    (bytes) => textHash.update(bytes),
  );
  for await (const _ of chunks);
  const sha256 = hash.digest("hex");
  return {
    fileName: file.fileName,
    rows: null,
    sha256,
    textSha256: file.isGzipped ? textHash.digest("hex") : sha256,
  };
}

async function isThere(file: string): Promise<boolean> {
  const entry = await stat(file).catch(() => null);
  return entry?.isFile() ?? false;
}
