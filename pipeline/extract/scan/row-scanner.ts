import { PipelineError } from "../../domain/errors.ts";
import { agreementOnExtracts } from "../../domain/extract.ts";
import { endOfLines, lineFeed, specialFinder, withoutReturn } from "./byte-search.ts";
import { mustRewind, needsMore, QuoteTracker } from "./quote-tracker.ts";
import type { RawRow, RowFault } from "./raw-row.ts";

/** A row longer than this, the line break at its end not counted, is malformed. */
export const longestRowBytes = 65_536;

/** Bytes kept of a line that is too long, to see whom it is about. */
const keptOfLongLine = 16 * longestRowBytes;

/**
 * Finds the rows of a CSV file of any size, strictly after RFC 4180, and where each starts.
 * It never holds more than a chunk and a row. Well-formed lines without a quote, which are nearly all,
 * are found with native buffer search; only rows with a quote are followed byte by byte.
 */
export class RowScanner {
  readonly #fileName: string;
  readonly #decode: (bytes: Buffer) => string;
  readonly #quotes: QuoteTracker;
  /** Bytes of a row whose end has not come yet; at most `longestRowBytes`. */
  #pending: Buffer = Buffer.alloc(0);
  /** Line on which the current row starts. */
  #line = 1;
  /** What is kept of the current line of a row that is too long; null while there is none. */
  #oversized: { kept: Buffer; isFirstLine: boolean } | null = null;

  /** `decode` turns bytes of whole lines into text. */
  constructor(fileName: string, delimiter: string, decode: (bytes: Buffer) => string) {
    this.#fileName = fileName;
    this.#decode = decode;
    this.#quotes = new QuoteTracker(delimiter.charCodeAt(0));
  }

  /** The rows that end in this chunk. */
  push(chunk: Buffer): RawRow[] {
    return this.#scan(this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk]), false);
  }

  /** The last row, when no line break ends it. Throws a `PipelineError` when a quote was never closed. */
  end(): RawRow[] {
    return this.#scan(this.#pending, true);
  }

  #scan(bytes: Buffer, isLast: boolean): RawRow[] {
    const rows: RawRow[] = [];
    const findSpecial = specialFinder(bytes);
    let at = 0;
    while (at < bytes.length || (isLast && this.#oversized)) {
      const taken = this.#takeNext(bytes, at, findSpecial(at), isLast, rows);
      if (taken === needsMore) break;
      at = taken;
    }
    this.#pending = bytes.subarray(at);
    return rows;
  }

  /** Index after what was taken, or `needsMore`. */
  #takeNext(bytes: Buffer, at: number, special: number, isLast: boolean, rows: RawRow[]): number {
    if (this.#oversized) return this.#skipOversizedRow(bytes, at, isLast, rows);
    const plainEnd = isLast && special === bytes.length ? bytes.length : endOfLines(bytes, at, special);
    if (plainEnd > at) {
      this.#takePlainLines(bytes.subarray(at, plainEnd), rows);
      return plainEnd;
    }
    return this.#takeRow(bytes, at, isLast, rows);
  }

  /** Lines without any quote or NUL: each is a row, or empty. */
  #takePlainLines(bytes: Buffer, rows: RawRow[]): void {
    const lines = this.#decode(bytes).split("\n");
    if (bytes.at(-1) === lineFeed) lines.pop();
    // A character takes at most three bytes for each of its code units, so shorter texts need no measuring.
    if (lines.some((line) => line.length * 3 > longestRowBytes)) {
      this.#takeLinesOneByOne(bytes, rows);
      return;
    }
    for (const line of lines) {
      const text = line.endsWith("\r") ? line.slice(0, -1) : line;
      if (text !== "") rows.push({ line: this.#line, text, isQuoted: false, fault: null });
      this.#line += 1;
    }
  }

  /** The same for lines of which one may be too long. */
  #takeLinesOneByOne(bytes: Buffer, rows: RawRow[]): void {
    for (let at = 0; at < bytes.length; this.#line += 1) {
      const feed = bytes.indexOf(lineFeed, at);
      const line = withoutReturn(bytes.subarray(at, feed === -1 ? bytes.length : feed));
      const fault = line.length > longestRowBytes ? "too-long" : null;
      const text = this.#decode(line.subarray(0, keptOfLongLine));
      if (text !== "") rows.push({ line: this.#line, text, isQuoted: false, fault });
      at = feed === -1 ? bytes.length : feed + 1;
    }
  }

  /** A row with a quote or a NUL in it, or a line that has not ended yet. */
  #takeRow(bytes: Buffer, at: number, isLast: boolean, rows: RawRow[]): number {
    this.#quotes.beginRow();
    const end = this.#quotes.follow(bytes, at);
    if (end === mustRewind) return this.#takeFirstLineAsFaulty(bytes, at, rows);
    if (end === needsMore && isLast) this.#assertQuoteClosed();
    const stop = end === needsMore ? bytes.length : end;
    const row = withoutReturn(bytes.subarray(at, stop));
    if (row.length > longestRowBytes) return this.#startOversizedRow(at);
    if (end === needsMore && !isLast) return needsMore;
    rows.push({ line: this.#line, text: this.#decode(row), isQuoted: true, fault: this.#faultOfRow() });
    this.#line += this.#quotes.lineBreaks + 1;
    return end === needsMore ? bytes.length : end + 1;
  }

  #faultOfRow(): RowFault | null {
    if (this.#quotes.hasBadQuote) return "bad-quote";
    return this.#quotes.hasNul ? "nul-byte" : null;
  }

  /**
   * A quote was opened on an earlier line and closed where it cannot be: it was a stray one.
   * Only the line where the row starts is lost; reading goes on with the line after it.
   */
  #takeFirstLineAsFaulty(bytes: Buffer, at: number, rows: RawRow[]): number {
    if (this.#quotes.faultAt - at > longestRowBytes) throw this.#openQuoteError();
    const feed = bytes.indexOf(lineFeed, at);
    const text = this.#decode(withoutReturn(bytes.subarray(at, feed)));
    rows.push({ line: this.#line, text, isQuoted: true, fault: "bad-quote" });
    this.#line += 1;
    return feed + 1;
  }

  /** From here to the end of the row only the current line is kept. */
  #startOversizedRow(at: number): number {
    this.#quotes.beginRow();
    this.#oversized = { kept: Buffer.alloc(0), isFirstLine: true };
    return at;
  }

  #skipOversizedRow(bytes: Buffer, at: number, isLast: boolean, rows: RawRow[]): number {
    const end = this.#quotes.follow(bytes, at);
    if (end === mustRewind) throw this.#openQuoteError();
    if (end === needsMore && isLast) this.#assertQuoteClosed();
    const stop = end === needsMore ? bytes.length : end;
    this.#keepLines(bytes.subarray(at, stop), rows);
    if (end === needsMore && !isLast) return stop;
    this.#reportKeptLine(rows);
    this.#oversized = null;
    this.#line += this.#quotes.lineBreaks + 1;
    return end === needsMore ? stop : stop + 1;
  }

  #keepLines(bytes: Buffer, rows: RawRow[]): void {
    let at = 0;
    for (let feed = bytes.indexOf(lineFeed); feed !== -1; feed = bytes.indexOf(lineFeed, at)) {
      this.#keep(bytes.subarray(at, feed));
      this.#reportKeptLine(rows);
      at = feed + 1;
    }
    this.#keep(bytes.subarray(at));
  }

  #keep(bytes: Buffer): void {
    if (!this.#oversized) return;
    const room = keptOfLongLine - this.#oversized.kept.length;
    if (room > 0) this.#oversized.kept = Buffer.concat([this.#oversized.kept, bytes.subarray(0, room)]);
  }

  #reportKeptLine(rows: RawRow[]): void {
    if (!this.#oversized) return;
    const text = this.#decode(this.#oversized.kept);
    rows.push({
      line: this.#line,
      text,
      isQuoted: true,
      fault: this.#oversized.isFirstLine ? "too-long" : "continued",
    });
    this.#oversized = { kept: Buffer.alloc(0), isFirstLine: false };
  }

  #assertQuoteClosed(): void {
    if (this.#quotes.isInsideQuotes) throw this.#openQuoteError();
  }

  #openQuoteError(): PipelineError {
    const line = this.#line + this.#quotes.lineBreaksBeforeQuote;
    return new PipelineError("unclosed-quote", `${this.#fileName}, line ${line}: a quote is opened and never closed`, {
      nextStep: `Close or remove that quote, or ask the sender for the file again, and run the same command; see ${agreementOnExtracts}`,
    });
  }
}
