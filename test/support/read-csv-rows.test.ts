import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { byteOrderMark, csvLine } from "../../pipeline/support/csv-writer.ts";
import { readCsvRows } from "../../pipeline/support/read-csv-rows.ts";

const folder = mkdtempSync(path.join(tmpdir(), "read-csv-rows-"));
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(text: string): string {
  const file = path.join(folder, "rows.csv");
  writeFileSync(file, text);
  return file;
}

test.each([
  { name: "an empty file", text: "", rows: [] },
  { name: "only a byte order mark", text: byteOrderMark, rows: [] },
  { name: "a byte order mark is no part of the header", text: `${byteOrderMark}id,name\r\n`, rows: [["id", "name"]] },
  {
    name: "LF ends a row too",
    text: "id,name\n1,Ana\n",
    rows: [
      ["id", "name"],
      ["1", "Ana"],
    ],
  },
  { name: "the last row without its line end", text: "id\r\n1", rows: [["id"], ["1"]] },
  {
    name: "blank cells",
    text: "a,b,c\r\n,,\r\n",
    rows: [
      ["a", "b", "c"],
      ["", "", ""],
    ],
  },
  { name: "a blank row", text: "a,b\r\n\r\n1,2\r\n", rows: [["a", "b"], [""], ["1", "2"]] },
  { name: "commas, quotes and line breaks in quotes", text: '"a,""b""\r\nc",d\r\n', rows: [['a,"b"\r\nc', "d"]] },
  { name: "an apostrophe before a formula stays", text: "'=1\r\n", rows: [["'=1"]] },
  {
    name: "damaged: a cell more, a cell less",
    text: "a,b\r\n1,2,3\r\n1\r\n",
    rows: [["a", "b"], ["1", "2", "3"], ["1"]],
  },
  {
    name: "damaged: a quote inside a cell",
    text: 'a,b\r\n1"2,3\r\n',
    rows: [
      ["a", "b"],
      ['1"2', "3"],
    ],
  },
  {
    name: "damaged: text after a closing quote",
    text: 'a,b\r\n"1"2,3\r\n',
    rows: [
      ["a", "b"],
      ['"1"2', "3"],
    ],
  },
  {
    name: "damaged: a quote that is never closed",
    text: 'a,b\r\n1,2\r\n1,"2\r\n3,4\r\n',
    rows: [["a", "b"], ["1", "2"], []],
  },
])("$name", async ({ text, rows }) => {
  expect(await Array.fromAsync(readCsvRows(fileOf(text)))).toEqual(rows);
});

test("what csvLine writes is read back, wherever a piece of the file ends, and every byte is seen", async () => {
  const odd = ['è "così",\r\n', "😀", ""];
  // A file is read in pieces of 256 KiB. The first row fills one but for some bytes.
  for (let missing = 0; missing < 60; missing += 1) {
    const rows = [["x".repeat((1 << 18) - missing), "", ""], odd, odd, odd];
    const file = fileOf(byteOrderMark + rows.map(csvLine).join(""));
    const hash = createHash("sha256");
    expect(await Array.fromAsync(readCsvRows(file, (bytes) => hash.update(bytes)))).toEqual(rows);
    expect(hash.digest("hex")).toBe(createHash("sha256").update(readFileSync(file)).digest("hex"));
  }
});

test("every byte is seen also of a file with a quote that is never closed", async () => {
  const file = fileOf(`a,b\r\n"1,2\r\n${"3,4\r\n".repeat(100_000)}`);
  let bytes = 0;
  for await (const _row of readCsvRows(file, (piece) => (bytes += piece.length)));
  expect(bytes).toBe(readFileSync(file).length);
});

test("a file that is not there is an error", async () => {
  await expect(Array.fromAsync(readCsvRows(path.join(folder, "missing.csv")))).rejects.toThrow("ENOENT");
});
