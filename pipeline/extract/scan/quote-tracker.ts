const quote = 34;
const lineFeed = 10;
const carriageReturn = 13;
const nul = 0;

/** Where in a row we are; numbers, because this runs for every byte of a quoted row. */
const fieldStart = 0;
const unquoted = 1;
const quoted = 2;
const afterQuote = 3;
const afterQuoteAndReturn = 4;
const atFault = 5;

/** The bytes ended before the row did. */
export const needsMore = -1;
/** A quote opened on an earlier line was closed in a place that cannot be right. */
export const mustRewind = -2;

/** Tracks the quotes of one row, strictly by RFC 4180, across any number of buffers. */
export class QuoteTracker {
  /** Line breaks inside the row so far. */
  lineBreaks = 0;
  hasNul = false;
  hasBadQuote = false;
  /** Index, in the bytes followed last, where the row turned out to be at fault; only after `mustRewind`. */
  faultAt = -1;
  readonly #delimiter: number;
  #state: number = fieldStart;
  #breaksAtFieldStart = 0;

  /** `delimiter` is a byte. */
  constructor(delimiter: number) {
    this.#delimiter = delimiter;
  }

  /**
   * True while a quoted field is open; `lineBreaksBeforeQuote` then says how many lines below the row's start it was
   * opened.
   */
  get isInsideQuotes(): boolean {
    return this.#state === quoted;
  }

  get lineBreaksBeforeQuote(): number {
    return this.#breaksAtFieldStart;
  }

  beginRow(): void {
    this.lineBreaks = 0;
    this.hasNul = false;
    this.hasBadQuote = false;
    this.#state = fieldStart;
    this.#breaksAtFieldStart = 0;
  }

  /** Index of the line feed that ends the row, or `needsMore`, or `mustRewind`. */
  follow(bytes: Uint8Array, from: number): number {
    for (let at = from; at < bytes.length; at += 1) {
      const byte = bytes[at] as number;
      if (byte === nul) this.hasNul = true;
      if (byte === lineFeed && this.#state !== quoted) return at;
      this.#state = this.#next(byte);
      if (this.#state === atFault && this.#breaksAtFieldStart < this.lineBreaks) {
        this.faultAt = at;
        return mustRewind;
      }
    }
    return needsMore;
  }

  #next(byte: number): number {
    switch (this.#state) {
      case quoted:
        if (byte === lineFeed) this.lineBreaks += 1;
        return byte === quote ? afterQuote : quoted;
      case fieldStart:
        this.#breaksAtFieldStart = this.lineBreaks;
        if (byte === quote) return quoted;
        return byte === this.#delimiter ? fieldStart : unquoted;
      case unquoted:
        if (byte === this.#delimiter) return fieldStart;
        return byte === quote ? this.#fault() : unquoted;
      case afterQuote:
        if (byte === quote) return quoted;
        if (byte === this.#delimiter) return fieldStart;
        return byte === carriageReturn ? afterQuoteAndReturn : this.#fault();
      case afterQuoteAndReturn:
        return this.#fault();
      default:
        return atFault;
    }
  }

  /** The rest of the line is skipped: where its fields end is unknown. */
  #fault(): number {
    this.hasBadQuote = true;
    return atFault;
  }
}
