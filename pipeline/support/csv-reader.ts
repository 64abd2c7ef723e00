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
    for (const character of text) {
      if (this.#isQuoted) this.#readQuoted(character);
      else if (character === '"') this.#openQuote();
      else if (character === ",") this.#endCell();
      else if (character === "\n") yield this.#endRow();
      else if (character !== "\r") this.#cell += character;
    }
  }

  *finish(): Generator<string[]> {
    if (this.#cell !== "" || this.#row.length > 0) yield this.#endRow();
  }

  /** A quote closes the cell, unless another follows at once: then the two stood for one. */
  #readQuoted(character: string): void {
    if (character !== '"') this.#cell += character;
    else {
      this.#isQuoted = false;
      this.#hasQuoteBefore = true;
    }
  }

  #openQuote(): void {
    if (this.#hasQuoteBefore) this.#cell += '"';
    this.#isQuoted = true;
    this.#hasQuoteBefore = false;
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
