import { expect, test } from "vitest";
import { isBlankName, showFirstName } from "../../pipeline/domain/first-name.ts";

test.each([
  ["MARIA TERESA", "Maria Teresa"],
  ["NICOLO'", "Nicolò"],
  ["NOE'", "Noè"],
  ["ANNA-LISA", "Anna-Lisa"],
  ["D'ARTAGNAN", "D'Artagnan"],
  ["  MARIA   TERESA ", "Maria Teresa"],
  ["MARIA\nTERESA", "Maria Teresa"],
  ["maria teresa", "Maria Teresa"],
  ["De Anna", "De Anna"],
  ["DeAnna", "DeAnna"],
  ["Nicolo'", "Nicolò"],
  ["Maria teresa", "Maria teresa"],
  ["NICOLÒ", "Nicolò"],
  ["NICOLO`", "Nicolò"],
  ["NICOLO´", "Nicolò"],
  ["NICOLO’", "Nicolò"],
  ["NICOLO\u0300", "Nicolò"],
  ["GIOSUE'", "Giosuè"],
  ["MOSE'", "Mosè"],
  ["JOSE' LUIS", "José Luis"],
  ["RENE'", "René"],
  ["NOE' MARIA", "Noè Maria"],
  ["NOE'-MARIA", "Noè-Maria"],
  ["GESU'", "Gesù"],
  ["LUCI'A", "Luci'a"],
  ["DE' MARIA", "De' Maria"],
  ["FRA' GINEPRO", "Fra' Ginepro"],
  ["CA'", "Ca'"],
  ["IGOR'", "Igor'"],
  ["TAT'YANA", "Tat'yana"],
  ["SANT'ELENA", "Sant'Elena"],
  ["O'NEIL", "O'Neil"],
  ["'MARIO'", "'Mario'"],
  ["M. TERESA", "M. Teresa"],
  ["ȘTEFANIA-NICOLETA", "Ștefania-Nicoleta"],
  ["ОЛЕНА", "Олена"],
  ["ÁNGELES", "Ángeles"],
  ["李娜", "李娜"],
  ["MARIA\u202eTERESA", "Mariateresa"],
  ["MARIA\u200b", "Maria"],
  ["A", "A"],
  ["{{CONSTRUCTOR}}", "{{Constructor}}"],
  ["", ""],
])("%j is shown as %j", (registryName, shown) => {
  expect(showFirstName(registryName)).toBe(shown);
});

test("a name that was shown once is shown the same again", () => {
  for (const name of ["NICOLO' MARIA", "D'ARTAGNAN", "ANNA-LISA", "JOSE'"]) {
    expect(showFirstName(showFirstName(name))).toBe(showFirstName(name));
  }
});

test.each(["", " ", "\u00a0", "\u200b", "\t\n", "\u202e \u0001"])("%j is blank", (name) => {
  expect(isBlankName(name)).toBe(true);
});

test.each(["A", "-", "李", "1"])("%j is not", (name) => {
  expect(isBlankName(name)).toBe(false);
});
