import path from "node:path";
import { byteOrderMark, csvLine } from "../../support/csv-writer.ts";
import { type HashedFileWriter, openHashedFile } from "../../support/hashed-file.ts";
import { readCsvRows } from "../../support/read-csv-rows.ts";
import { readLines } from "../../support/read-lines.ts";
import type { ManifestFile } from "./manifest-schema.ts";

/** A file of a version without the lines about a person: how many there were, and what the rows of changes.csv count. */
export type FilteredFile = { file: ManifestFile; removed: number; changes: Record<string, number> };

/** Writes a file of a version without the lines about a person into another folder, and the other lines byte by byte. */
export async function filterFile(from: string, to: string, name: string, code: string): Promise<FilteredFile> {
  const writer = await openHashedFile(to, name);
  try {
    const source = path.join(from, name);
    const counted = name.endsWith(".csv")
      ? await filterTable(source, writer, code)
      : await filterLines(source, writer, code);
    return { file: await writer.finish(), ...counted };
  } catch (error) {
    await writer.abort();
    throw error;
  }
}

type Counted = Omit<FilteredFile, "file">;

async function filterLines(source: string, writer: HashedFileWriter, code: string): Promise<Counted> {
  let removed = 0;
  for await (const text of readLines(source)) {
    if (isAbout(text, code)) removed += 1;
    else await writer.add(`${text}\n`);
  }
  return { removed, changes: {} };
}

/** A line of somebody else may hold the same eleven digits, in a number for instance: only members of the line count. */
function isAbout(text: string, code: string): boolean {
  if (!text.includes(code)) return false;
  return Object.values(JSON.parse(text) as Record<string, unknown>).includes(code);
}

async function filterTable(source: string, writer: HashedFileWriter, code: string): Promise<Counted> {
  let removed = 0;
  let isHeader = true;
  const changes: Record<string, number> = {};
  for await (const cells of readCsvRows(source)) {
    if (isHeader) await writer.add(byteOrderMark + csvLine(cells), { isHeader });
    else if (cells.includes(code)) removed += 1;
    else {
      const kind = cells[3] ?? "";
      changes[kind] = (changes[kind] ?? 0) + 1;
      await writer.add(csvLine(cells));
    }
    isHeader = false;
  }
  return { removed, changes };
}
