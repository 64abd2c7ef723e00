import { createReadStream } from "node:fs";

/**
 * The rows of a CSV file that this program wrote (`csvLine`): comma, RFC 4180 quotes, CRLF or LF,
 * an optional byte order mark; the header is the first row. Cells come as they stand in the file.
 * For outsiders' files there is the stage `extract`, which trusts nothing.
 */
export async function* readCsvRows(file: string, onBytes?: (bytes: Buffer) => void): AsyncGenerator<string[]> {
  const stream = createReadStream(file, { highWaterMark: 1 << 18 });
  const decoder = new TextDecoder("utf-8");
  const parser = new RowParser();
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    onBytes?.(chunk);
    yield* parser.read(decoder.decode(chunk, { stream: true }));
  }
  yield* parser.read(decoder.decode());
  yield* parser.finish();
}

/** Keeps its place between pieces of text, which may end anywhere, also inside quotes. */
class RowParser {
  #row: string[] = [];
  #cell = "";
  #isQuoted = false;
  #hasQuoteBefore = false;

  *read(text: string): Generator<string[]> {
    let at = 0;
    while (at < text.length) {
      const end = endOfPlain(text, at, this.#isQuoted);
      this.#cell += text.slice(at, end);
      if (end < text.length && this.#readMark(text[end] as string)) yield this.#endRow();
      at = end + 1;
    }
  }

  *finish(): Generator<string[]> {
    if (this.#cell !== "" || this.#row.length > 0) yield this.#endRow();
  }

  /** True when a row has ended. A quote closes the cell, unless another follows at once: then the two stood for one. */
  #readMark(mark: string): boolean {
    if (mark === '"') {
      if (!this.#isQuoted && this.#hasQuoteBefore) this.#cell += '"';
      this.#hasQuoteBefore = this.#isQuoted;
      this.#isQuoted = !this.#isQuoted;
    } else if (mark === ",") this.#endCell();
    return mark === "\n";
  }

  #endCell(): void {
    this.#row.push(this.#cell);
    this.#cell = "";
    this.#hasQuoteBefore = false;
  }

  #endRow(): string[] {
    this.#endCell();
    const row = this.#row;
    this.#row = [];
    return row;
  }
}

/** Where the characters end that stand for themselves: in long cells by far the most. */
function endOfPlain(text: string, from: number, isQuoted: boolean): number {
  const mark = isQuoted ? /"/g : /[",\r\n]/g;
  mark.lastIndex = from;
  return mark.exec(text)?.index ?? text.length;
}
