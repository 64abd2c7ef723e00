import fc from "fast-check";
import { expect, test } from "vitest";
import { looseForms, roundedForm, roundedForms } from "../../pipeline/domain/relationship-id-form.ts";
import { whoMayBe } from "./reference-ids.ts";

const letters = fc.constantFrom("R", "r", "ſ", "ß", "Ü", "0", "0", "1", "5", "-", " ", ".", "²", "̈", "１");
const handwritten = fc.array(letters, { minLength: 1, maxLength: 7 }).map((parts) => parts.join(""));
const digits = fc.stringMatching(/^(0{0,3})(99|333|332|1)[0-9]{0,9}$/);
const shown = fc
  .tuple(
    fc.constantFrom("1", "3", "9", "0"),
    fc.stringMatching(/^([.,][0-9]{0,3})?$/),
    fc.constantFrom("E+0", "e", "E+"),
    fc.nat(13),
  )
  .map(([first, decimals, mark, exponent]) => `${first}${decimals}${mark}${exponent}`);

function mayBe(unknown: string, known: string): boolean {
  const rounded = roundedForm(unknown);
  const lengths = Array.from({ length: 15 }, (_, index) => index + 1);
  return (
    looseForms(unknown).some((form) => looseForms(known).includes(form)) ||
    (rounded !== null && lengths.some((length) => roundedForms(known, length).includes(rounded)))
  );
}

test("two readings agree on which ids may be the same", () => {
  const pair = fc.oneof(fc.tuple(handwritten, handwritten), fc.tuple(shown, digits));
  fc.assert(
    fc.property(pair, ([unknown, known]) => {
      expect(mayBe(unknown, known)).toBe(whoMayBe([known])(unknown).length > 0);
    }),
    { numRuns: 5_000 },
  );
});
