import fc from "fast-check";
import { expect, test } from "vitest";
import { PipelineError } from "../../pipeline/domain/errors.ts";
import type { RawRow } from "../../pipeline/extract/scan/raw-row.ts";
import { longestRowBytes, RowScanner } from "../../pipeline/extract/scan/row-scanner.ts";
import { splitRows } from "../../pipeline/extract/scan/split-rows.ts";

/** All rows of a text that arrives in pieces of `size` bytes. */
function scan(text: string | Buffer, size = 1 << 16): RawRow[] {
  const bytes = Buffer.from(text as string);
  const scanner = new RowScanner("file.csv", ",", (piece) => piece.toString("utf8"));
  const rows: RawRow[] = [];
  for (let at = 0; at < bytes.length; at += size) rows.push(...scanner.push(bytes.subarray(at, at + size)));
  return [...rows, ...scanner.end()];
}

/** `line:text`, with the fault if there is one. */
function shown(rows: RawRow[]): string[] {
  return rows.map(
    ({ line, text, fault }) =>
      `${line}:${text.length > 40 ? `${text.length} characters` : text}${fault ? ` (${fault})` : ""}`,
  );
}

const long = "x".repeat(longestRowBytes);

test.each<{ name: string; text: string; rows: string[] }>([
  { name: "LF", text: "a,b\nc,d\n", rows: ["1:a,b", "2:c,d"] },
  { name: "CRLF", text: "a,b\r\nc,d\r\n", rows: ["1:a,b", "2:c,d"] },
  { name: "no line break at the end", text: "a,b\nc,d", rows: ["1:a,b", "2:c,d"] },
  { name: "empty lines are no rows but count", text: "\na,b\n\n\r\nc,d\n\n", rows: ["2:a,b", "5:c,d"] },
  { name: "an empty file", text: "", rows: [] },
  { name: "only line breaks", text: "\n\n\r\n", rows: [] },
  { name: "quotes", text: '"a",b\nc,"d"\n', rows: ['1:"a",b', '2:c,"d"'] },
  { name: "quotes at the end of the file", text: 'a,"b"', rows: ['1:a,"b"'] },
  { name: "quotes and a CR at the end of the file", text: 'a,"b"\r', rows: ['1:a,"b"'] },
  { name: "a line break in quotes", text: '"a\nb",c\nd,e\n', rows: ['1:"a\nb",c', "3:d,e"] },
  { name: "CRLF in quotes", text: '"a\r\nb",c\r\nd,e\r\n', rows: ['1:"a\r\nb",c', "3:d,e"] },
  { name: "empty lines in quotes", text: '"a\n\n\nb",c\nd,e\n', rows: ['1:"a\n\n\nb",c', "5:d,e"] },
  { name: "delimiters in quotes", text: '"a,b",c\n', rows: ['1:"a,b",c'] },
  { name: "doubled quotes", text: '"a""b",c\n', rows: ['1:"a""b",c'] },
  { name: "only doubled quotes", text: '"""""",c\n', rows: ['1:"""""",c'] },
  { name: "empty quotes", text: '"",""\n', rows: ['1:"",""'] },
  { name: "a CR inside a field", text: "a\rb,c\n", rows: ["1:a\rb,c"] },
  { name: "a quote inside a field", text: 'a"b,c\nd,e\n', rows: ['1:a"b,c (bad-quote)', "2:d,e"] },
  { name: "a blank before a quote", text: 'a, "b"\nd,e\n', rows: ['1:a, "b" (bad-quote)', "2:d,e"] },
  { name: "text after a closing quote", text: '"a"b,c\nd,e\n', rows: ['1:"a"b,c (bad-quote)', "2:d,e"] },
  { name: "a blank after a closing quote", text: '"a" ,c\r\nd,e\r\n', rows: ['1:"a" ,c (bad-quote)', "2:d,e"] },
  { name: "a CR alone after a closing quote", text: '"a"\rb\nd,e\n', rows: ['1:"a"\rb (bad-quote)', "2:d,e"] },
  { name: "NUL", text: "a\0,b\nc,d\n", rows: ["1:a\0,b (nul-byte)", "2:c,d"] },
  { name: "NUL in quotes", text: '"a\0\n",b\nc,d\n', rows: ['1:"a\0\n",b (nul-byte)', "3:c,d"] },
  {
    name: "a stray quote closed in a later row loses only its own line",
    text: 'a,"b\nc,d\ne,"f"\ng,h\n',
    rows: ['1:a,"b (bad-quote)', "2:c,d", '3:e,"f"', "4:g,h"],
  },
  {
    name: "a bad quote after a good field over two lines",
    text: '"a\nb",c"d\ne,f\n',
    rows: ['1:"a\nb",c"d (bad-quote)', "3:e,f"],
  },
  {
    name: "two stray quotes in a row",
    text: 'a,"b\nc,"d\ne,f\n"g",h\n',
    rows: ['1:a,"b (bad-quote)', '2:c,"d (bad-quote)', "3:e,f", '4:"g",h'],
  },
  { name: "the longest row", text: `${long}\r\nb,c\n`, rows: ["1:65536 characters", "2:b,c"] },
  { name: "a byte longer", text: `${long}y\nb,c\n`, rows: ["1:65537 characters (too-long)", "2:b,c"] },
  { name: "too long at the end of the file", text: `b,c\n${long}y`, rows: ["1:b,c", "2:65537 characters (too-long)"] },
  { name: "the longest row in quotes", text: `"${long.slice(2)}"\r\nb,c\n`, rows: ["1:65536 characters", "2:b,c"] },
  { name: "too long in quotes", text: `"${long}"\nb,c\n`, rows: ["1:65538 characters (too-long)", "2:b,c"] },
  { name: "too long and then a bad quote", text: `${long}"y\nb,c\n`, rows: ["1:65538 characters (too-long)", "2:b,c"] },
  {
    name: "too long over several lines: each is looked at, the next row is found",
    text: `a,"${long}\nb,c\nd,e"\nf,g\n`,
    rows: ["1:65539 characters (too-long)", "1:b,c (continued)", '1:d,e" (continued)', "4:f,g"],
  },
])("$name", ({ text, rows }) => {
  for (const size of [1 << 20, 7_000, ...(text.length < 200 ? [1, 2, 3] : [])])
    expect(shown(scan(text, size))).toEqual(rows);
});

test.each([
  { name: "never closed", text: 'a,b\nc,"d\ne,f\n', line: 2 },
  { name: "opened in the second line of a row", text: '"a\nb","c\nd', line: 2 },
  { name: "opened at the very end", text: 'a,b\nc,"', line: 2 },
  { name: "closed in a wrong place, too far away to go back", text: `a,"b\n${"c,d\n".repeat(20_000)}e,"f"\n`, line: 1 },
])("a quote $name stops the reading and names line $line", ({ text, line }) => {
  for (const size of [1 << 20, 5_000]) {
    expect(() => scan(text, size)).toThrow(PipelineError);
    expect(() => scan(text, size)).toThrow(`file.csv, line ${line}:`);
  }
});

const field = fc.oneof(
  fc.string({ maxLength: 6 }),
  fc.constantFrom("", '"', '""', "\n", "\r\n", ",", "\0", "è", "a\nb", "\r"),
);

test("where the pieces end makes no difference", () => {
  const text = fc
    .array(fc.oneof(field, fc.constantFrom("\n", "\r\n", ",", '"')), { maxLength: 60 })
    .map((parts) => parts.join(""));
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 20 }), (csv, size) => {
      const reading = (pieces: number) => {
        try {
          return shown(scan(csv, pieces));
        } catch (error) {
          return (error as Error).message;
        }
      };
      expect(reading(size)).toEqual(reading(1 << 20));
    }),
    { numRuns: 500 },
  );
});

test("what is written by the rules is read back, with the line where each row starts", () => {
  const cell = field.map((text) => text.replaceAll("\0", ""));
  const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(table, fc.constantFrom("\n", "\r\n"), (rows, lineBreak) => {
      const texts = rows.map((cells) => cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(","));
      const read = scan(texts.join(lineBreak));
      expect(splitRows(read, ",")).toEqual(rows);
      let line = 1;
      for (const [index, text] of texts.entries()) {
        expect(read[index]?.line).toBe(line);
        line += text.split("\n").length;
      }
    }),
    { numRuns: 300 },
  );
});

test("memory stays flat while a row of 300 MB goes by", () => {
  const scanner = new RowScanner("file.csv", ",", (piece) => piece.toString("latin1"));
  const piece = Buffer.alloc(1 << 20, "x");
  scanner.push(Buffer.from('a,"'));
  const before = process.memoryUsage().arrayBuffers;
  for (let megabyte = 0; megabyte < 300; megabyte += 1) expect(scanner.push(piece)).toEqual([]);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 << 20);
  expect(shown(scanner.push(Buffer.from('"\nb,c\n')))).toEqual(["1:1048576 characters (too-long)", "2:b,c"]);
});
