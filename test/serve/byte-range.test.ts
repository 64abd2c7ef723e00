import { expect, test } from "vitest";
import { rangeFrom } from "../../pipeline/serve/http/byte-range.ts";

test.each([
  { header: undefined, size: 100, range: null, why: "no header" },
  { header: "bytes=0-", size: 100, range: { first: 0, last: 99 }, why: "from the beginning" },
  { header: "bytes=0-0", size: 100, range: { first: 0, last: 0 }, why: "one byte" },
  { header: "bytes=10-19", size: 100, range: { first: 10, last: 19 }, why: "within" },
  { header: "bytes=90-200", size: 100, range: { first: 90, last: 99 }, why: "beyond the end" },
  { header: "bytes=-10", size: 100, range: { first: 90, last: 99 }, why: "the last bytes" },
  { header: "bytes=-200", size: 100, range: { first: 0, last: 99 }, why: "more last bytes than there are" },
  { header: "bytes=99-", size: 100, range: { first: 99, last: 99 }, why: "the last byte" },
  { header: "bytes=100-", size: 100, range: "unsatisfiable", why: "after the end" },
  { header: "bytes=-0", size: 100, range: "unsatisfiable", why: "no last bytes" },
  { header: "bytes=0-", size: 0, range: "unsatisfiable", why: "an empty file" },
  { header: "bytes=20-10", size: 100, range: null, why: "backwards: no range" },
  { header: "bytes=0-1,5-6", size: 100, range: null, why: "several: they may be ignored" },
  { header: "bytes=a-b", size: 100, range: null, why: "no numbers" },
  { header: "lines=0-1", size: 100, range: null, why: "another unit" },
  { header: `bytes=${"9".repeat(400)}-`, size: 100, range: null, why: "a number of 400 digits" },
  { header: "bytes=-", size: 100, range: null, why: "nothing" },
])("$header of $size bytes: $why", ({ header, size, range }) => {
  expect(rangeFrom(header, size)).toEqual(range);
});
