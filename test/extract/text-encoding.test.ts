import { expect, test } from "vitest";
import { decoderFor, Utf8Check } from "../../pipeline/extract/scan/text-encoding.ts";

const western = (text: string) => Buffer.from(text, "latin1");

test.each([
  { name: "ASCII", bytes: Buffer.from("MARIA"), isUtf8: true },
  { name: "two bytes", bytes: Buffer.from("NICOLÒ"), isUtf8: true },
  { name: "three bytes", bytes: Buffer.from("€ 李"), isUtf8: true },
  { name: "four bytes", bytes: Buffer.from("😀"), isUtf8: true },
  { name: "Windows-1252", bytes: western("NICOLÒ!"), isUtf8: false },
  { name: "a character cut at the end", bytes: Buffer.from("€").subarray(0, 2), isUtf8: false },
  { name: "a byte that starts nothing", bytes: Buffer.from([0x41, 0x80, 0x41]), isUtf8: false },
  { name: "half a surrogate pair", bytes: Buffer.from([0xed, 0xa0, 0x80]), isUtf8: false },
])("$name: UTF-8 is $isUtf8, wherever the pieces end", ({ bytes, isUtf8 }) => {
  for (let size = 1; size <= bytes.length; size += 1) {
    const check = new Utf8Check();
    for (let at = 0; at < bytes.length; at += size) check.push(bytes.subarray(at, at + size));
    check.end();
    expect(check.isValid).toBe(isUtf8);
  }
});

test("in a file put together from two, each line is read in its own alphabet", () => {
  const bytes = Buffer.concat([
    Buffer.from("NICOLÒ\n"),
    western("NOÈ\n"),
    western("\u0080 \u0092\n"),
    Buffer.from("JOSÉ"),
  ]);
  expect(decoderFor("windows-1252")(bytes)).toBe("NICOLÒ\nNOÈ\n€ ’\nJOSÉ");
});
