import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { damagedLineOf } from "../../pipeline/notify/manifests/damaged-line.ts";
import { temporaryFolder } from "./manifest-folder.ts";

test.each([
  { name: "no row stands out", text: "a,b\r\n1,2\r\n", line: null },
  { name: "a row that was cut", text: "a,b\r\n1,2\r\n1\r\n1,2\r\n", line: 3 },
  { name: "a row with a cell more", text: "a,b\r\n1,2,3\r\n", line: 2 },
  { name: "two rows that became one", text: "a,b\r\n1,21,2\r\n", line: 2 },
  { name: "a blank row", text: "a,b\r\n1,2\r\n\r\n1,2\r\n", line: 3 },
  { name: "lines inside quotes count", text: 'a,b\r\n1,"2\r\n2\r\n2"\r\n1\r\n', line: 5 },
  { name: "a quote in the last cell that is never closed", text: 'a,b\r\n1,2\r\n1,"2\r\n1,2\r\n', line: 3 },
  { name: "a quote that lost its second", text: 'a,b\r\n"1"1",2\r\n1\r\n', line: 3 },
])("$name: line $line", async ({ text, line }) => {
  const file = path.join(temporaryFolder(), "list.csv");
  writeFileSync(file, text);
  expect(await damagedLineOf(file)).toBe(line);
});
