/** A record of CSV: its first line, and its cells; null when it is malformed. */
export type CsvRecord = { line: number; cells: string[] | null };

/**
 * Splits CSV (RFC 4180), which comes in pieces of any length, into records. A quote within an unquoted cell is read as
 * it stands; text after a closing quote makes a record malformed.
 * Not csv-parse: with `skip_records_with_error`, a record over `max_record_size` costs the rest of its piece (7.0.3).
 */
export class CsvSplitter {
  readonly #delimiter: string;
  /** Characters (UTF-16) of a record; what goes beyond is dropped, and the record is malformed. */
  readonly #largestRecord: number;
  readonly #marks: RegExp;
  #state: "cell-start" | "unquoted" | "quoted" | "after-quote" | "after-cell" = "cell-start";
  /** Of the next character. */
  #line = 1;
  #firstLine = 1;
  #cells: string[] = [];
  #cell = "";
  #length = 0;
  #isMalformed = false;

  constructor(delimiter: string, largestRecord: number) {
    this.#delimiter = delimiter;
    this.#largestRecord = largestRecord;
    this.#marks = new RegExp(`(["\n${delimiter}])`);
  }

  /** First line of the record in which a quote is open, or null. */
  get openLine(): number | null {
    return this.#state === "quoted" ? this.#firstLine : null;
  }

  *split(piece: string): Generator<CsvRecord> {
    // Marks, and what stands between them.
    for (const token of piece.split(this.#marks)) {
      if (token === "\n") this.#line += 1;
      if (token === "\n" && this.#state !== "quoted") yield* this.#endRecord();
      else if (token !== "") this.#follow(token);
    }
  }

  #follow(token: string): void {
    if (this.#state === "quoted") {
      if (token === '"') this.#state = "after-quote";
      else this.#add(token);
    } else if (token === this.#delimiter) this.#endCell();
    else if (token === '"' && this.#state === "cell-start") this.#state = "quoted";
    else if (token === '"' && this.#state === "after-quote") {
      this.#add(token);
      this.#state = "quoted";
    } else if (this.#state === "after-quote" || this.#state === "after-cell") {
      // Blanks, and the carriage return of a CRLF, may follow a closing quote.
      if (token.trim() !== "") this.#isMalformed = true;
      this.#state = "after-cell";
    } else {
      this.#add(token);
      this.#state = "unquoted";
    }
  }

  #add(text: string): void {
    this.#count(text.length);
    if (!this.#isMalformed) this.#cell += text;
  }

  /** Nothing is kept of a record once it is too long; empty cells count by their delimiters. */
  #count(characters: number): void {
    this.#length += characters;
    if (this.#length > this.#largestRecord) this.#isMalformed = true;
  }

  #endCell(): void {
    this.#count(1);
    if (!this.#isMalformed) this.#cells.push(this.#cell);
    this.#cell = "";
    this.#state = "cell-start";
  }

  *#endRecord(): Generator<CsvRecord> {
    this.#endCell();
    const isBlank = this.#cells.length === 1 && this.#cells[0]?.trim() === "";
    if (this.#isMalformed) yield { line: this.#firstLine, cells: null };
    else if (!isBlank) yield { line: this.#firstLine, cells: this.#cells };
    this.#firstLine = this.#line;
    this.#cells = [];
    this.#length = 0;
    this.#isMalformed = false;
  }
}
