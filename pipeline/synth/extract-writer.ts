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
};

/** Rows gathered before they are written. */
const rowsPerPiece = 4_000;

export async function openExtractWriter(
  name: ExtractName,
  path: string,
  header: string[],
  { style, random, hostileShare }: { style: FileStyle; random: SeededRandom; hostileShare: number },
): Promise<ExtractWriter> {
  const file = await openAtomicFile(path);
  let waiting = [headerText(header, style)];
  let [rows, isFirst, earlier] = [0, true, header];

  const flush = async () => {
    const bytes = bytesOf(waiting, style, isFirst);
    [waiting, isFirst] = [[], false];
    await file.write(bytes);
  };
  const spoiledTexts = (cells: string[]) =>
    spoiled(name, cells, { random, style, earlier }).map((row) =>
      "text" in row ? row.text : rowText(row.cells, style),
    );
  return {
    add(cells) {
      if (hostileShare > 0 && random.chance(hostileShare)) waiting.push(...spoiledTexts(cells));
      else waiting.push(rowText(cells, style));
      if (hostileShare > 0 && random.chance(0.1)) earlier = cells;
      rows += 1;
    },
    isFull: () => waiting.length >= rowsPerPiece,
    flush,
    async commit() {
      await flush();
      await file.commit();
    },
    abort: () => file.abort(),
    rows: () => rows,
  };
}
