/** A row as it stands in the file, before anything is made of its cells. */
export type RawRow = {
  /** Where the row starts, header = 1. */
  line: number;
  /** Without the line break at the end. */
  text: string;
  /** Whether any field is quoted. */
  isQuoted: boolean;
  /** Why it cannot be read; null when it is well formed. */
  fault: RowFault | null;
};

/**
 * Against RFC 4180 (`bad-quote`), a NUL byte, or longer than we read. Of a row that is `too-long` the text is
 * its first line, up to a mebibyte; each further line of it follows as `continued`, because a quote that was opened
 * by mistake may have merged other people's rows.
 */
export type RowFault = "bad-quote" | "nul-byte" | "too-long" | "continued";
