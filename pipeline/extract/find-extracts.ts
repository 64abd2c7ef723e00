import { stat } from "node:fs/promises";
import path from "node:path";
import { PipelineError } from "../domain/errors.ts";
import { agreementOnExtracts, type ExtractName, extractNames, requiredExtracts } from "../domain/extract.ts";
import type { ExtractFile } from "./scan/read-bytes.ts";

/** Which of the agreed files a folder holds. Throws a `PipelineError` when one of `requiredExtracts` is missing. */
export async function findExtracts(folder: string | null): Promise<Map<ExtractName, ExtractFile>> {
  if (folder === null) {
    throw new PipelineError("no-extracts-folder", "It is not said where the extracts are", {
      nextStep: "Name the folder that holds employers.csv with --extracts",
    });
  }
  await assertFolder(folder);
  const found = new Map<ExtractName, ExtractFile>();
  for (const name of extractNames) {
    const file = await findExtract(folder, name);
    if (file) found.set(name, file);
  }
  return found;
}

async function findExtract(folder: string, name: ExtractName): Promise<ExtractFile | null> {
  const plain = fileIn(folder, `${name}.csv`, false);
  const gzipped = fileIn(folder, `${name}.csv.gz`, true);
  const [hasPlain, hasGzipped] = [await isFile(plain), await isFile(gzipped)];
  if (hasPlain && hasGzipped) {
    throw new PipelineError("two-files", `${folder} holds both ${plain.fileName} and ${gzipped.fileName}`, {
      nextStep: `Leave only the one that counts and run the same command again; see ${agreementOnExtracts}`,
    });
  }
  if (hasPlain) return plain;
  if (hasGzipped) return gzipped;
  if (!requiredExtracts.includes(name)) return null;
  throw new PipelineError("missing-file", `${folder} holds no ${plain.fileName} (nor ${gzipped.fileName})`, {
    nextStep: `Put the file there, or name another folder with --extracts; see ${agreementOnExtracts}`,
  });
}

function fileIn(folder: string, fileName: string, isGzipped: boolean): ExtractFile {
  return { path: path.join(folder, fileName), fileName, isGzipped };
}

async function isFile(file: ExtractFile): Promise<boolean> {
  const entry = await stat(file.path).catch(() => null);
  if (entry && !entry.isFile()) {
    throw new PipelineError("not-a-file", `${file.fileName} is not a file`, {
      nextStep: "Put the extract itself in its place and run the same command again",
    });
  }
  return entry !== null;
}

async function assertFolder(folder: string): Promise<void> {
  const entry = await stat(folder).catch(() => null);
  if (entry?.isDirectory()) return;
  throw new PipelineError("missing-folder", `The folder of extracts ${folder} does not exist`, {
    nextStep: "Name the folder that holds employers.csv with --extracts",
  });
}
