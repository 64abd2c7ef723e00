import { createHash } from "node:crypto";
import path from "node:path";
import type { ExtractName } from "../domain/extract.ts";
import { openAtomicFile } from "../support/atomic-file.ts";
import { bytesOf, type FileStyle, headerText, rowText } from "./file-style.ts";
import { spoiled } from "./hostile-rows.ts";
import type { SeededRandom } from "./seeded-random.ts";

/** Takes the rows of one file; some of them are spoiled when asked for. */
export type ExtractWriter = {
  add(cells: string[]): void;
  isFull(): boolean;
  flush(): Promise<void>;
  commit(): Promise<void>;
  abort(): Promise<void>;
  /** Good rows taken. */
  rows(): number;
  /** After `commit`: the file as it was written, spoiled rows included. */
  written(): WrittenExtract;
};

export type WrittenExtract = { fileName: string; rows: number; sha256: string };

/** Rows gathered before they are written. */
const rowsPerPiece = 4_000;

export async function openExtractWriter(
  name: ExtractName,
  file: string,
  header: string[],
  { style, random, hostileShare }: { style: FileStyle; random: SeededRandom; hostileShare: number },
): Promise<ExtractWriter> {
  const output = await openAtomicFile(file);
  const hash = createHash("sha256");
  let waiting = [headerText(header, style)];
  let [rows, writtenRows, isFirst, earlier] = [0, 0, true, header];

  const flush = async () => {
    const bytes = bytesOf(waiting, style, isFirst);
    [waiting, isFirst] = [[], false];
    hash.update(bytes);
    await output.write(bytes);
  };
  const spoiledTexts = (cells: string[]) =>
    spoiled(name, cells, { random, style, earlier }).map((row) =>
      "text" in row ? row.text : rowText(row.cells, style),
    );
  return {
    add(cells) {
      const isSpoiled = hostileShare > 0 && random.chance(hostileShare);
      const texts = isSpoiled ? spoiledTexts(cells) : [rowText(cells, style)];
      waiting.push(...texts);
      // An empty line is no row.
      writtenRows += texts.filter((text) => text !== "").length;
      if (hostileShare > 0 && random.chance(0.1)) earlier = cells;
      rows += 1;
    },
    isFull: () => waiting.length >= rowsPerPiece,
    flush,
    async commit() {
      await flush();
      await output.commit();
    },
    abort: () => output.abort(),
    rows: () => rows,
    written: () => ({ fileName: path.basename(file), rows: writtenRows, sha256: hash.digest("hex") }),
  };
}
