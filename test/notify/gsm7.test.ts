import { expect, test } from "vitest";
import { measureSms, toGsm7 } from "../../pipeline/notify/messages/gsm7.ts";

const x = (count: number) => "x".repeat(count);

test.each([
  { name: "an empty text", text: "", encoding: "GSM-7", segments: 1 },
  { name: "160 characters are one segment", text: x(160), encoding: "GSM-7", segments: 1 },
  { name: "161 are two", text: x(161), encoding: "GSM-7", segments: 2 },
  { name: "306 are two of 153", text: x(306), encoding: "GSM-7", segments: 2 },
  { name: "307 are three", text: x(307), encoding: "GSM-7", segments: 3 },
  { name: "the accents of the alphabet count one", text: `${x(150)}àèéìòùÇÄÖÜ`, encoding: "GSM-7", segments: 1 },
  { name: "the extension counts two: 158 + € are 160", text: `${x(158)}€`, encoding: "GSM-7", segments: 1 },
  { name: "159 + € are 161", text: `${x(159)}€`, encoding: "GSM-7", segments: 2 },
  {
    name: "€ that ends at 153 stays in the first segment",
    text: `${x(151)}€${x(153)}`,
    encoding: "GSM-7",
    segments: 2,
  },
  {
    name: "€ that would begin at 153 moves whole to the next",
    text: `${x(152)}€${x(152)}`,
    encoding: "GSM-7",
    segments: 3,
  },
  { name: "one letter outside the alphabet: 70 are one", text: `À${x(69)}`, encoding: "UCS-2", segments: 1 },
  { name: "71 are two", text: `À${x(70)}`, encoding: "UCS-2", segments: 2 },
  { name: "134 are two of 67", text: `À${x(133)}`, encoding: "UCS-2", segments: 2 },
  { name: "135 are three", text: `À${x(134)}`, encoding: "UCS-2", segments: 3 },
  { name: "an emoji is two units: 68 + 2 are 70", text: `${x(68)}😀`, encoding: "UCS-2", segments: 1 },
  { name: "an emoji is not torn at 67", text: `${x(66)}😀${x(66)}`, encoding: "UCS-2", segments: 3 },
])("$name", ({ text, encoding, segments }) => {
  expect(measureSms(text)).toEqual({ encoding, segments });
});

test.each([
  ["è già così, più o meno", "è già così, più o meno"],
  ["l’avviso “pagoPA” – è…", 'l\'avviso "pagoPA" - è...'],
  ["È PERCHÉ Ù", "E' PERCHÉ U'"],
  ["María Ángeles Ştefania Łucja", "Maria Angeles Stefania Łucja"],
  ["Олена", "Олена"],
  ["10\u00a0€", "10 €"],
])("%s becomes %s", (text, expected) => {
  expect(toGsm7(text)).toBe(expected);
});

test.each([
  { name: "zero-width space", character: "\u200b" },
  { name: "zero-width non-joiner", character: "\u200c" },
  { name: "zero-width joiner", character: "\u200d" },
  { name: "left-to-right mark", character: "\u200e" },
  { name: "right-to-left mark", character: "\u200f" },
  { name: "right-to-left override", character: "\u202e" },
  { name: "word joiner", character: "\u2060" },
  { name: "invisible separator", character: "\u2063" },
  { name: "isolate and its end", character: "\u2068\u2069" },
  { name: "byte order mark", character: "\ufeff" },
  { name: "soft hyphen", character: "\u00ad" },
  { name: "combining grapheme joiner", character: "\u034f" },
  { name: "Arabic letter mark", character: "\u061c" },
  { name: "Mongolian vowel separator", character: "\u180e" },
  { name: "Hangul filler", character: "\u3164" },
  { name: "variation selector", character: "\ufe0f" },
  { name: "interlinear annotation", character: "\ufff9\ufffb" },
  { name: "tag", character: "\u{e0041}" },
])("an invisible character, $name, is left out and does not make the text UCS-2", ({ character }) => {
  const text = toGsm7(`${character}INPS${character}: è${character} pronta${character}`);
  expect(text).toBe("INPS: è pronta");
  expect(measureSms(text)).toEqual({ encoding: "GSM-7", segments: 1 });
});

test.each([
  { name: "an accent behind an invisible character finds its letter", text: "e\u200b\u0300", expected: "è" },
  { name: "what shows something in no form of GSM-7 stays", text: "Ол\u00adена \u200b😀", expected: "Олена 😀" },
  { name: "nothing but invisible characters", text: "\u200b\ufeff", expected: "" },
])("$name", ({ text, expected }) => {
  expect(toGsm7(text)).toBe(expected);
});
