import { checkCharacter } from "../domain/fiscal-code.ts";
import type { Sex } from "./name-pools.ts";

export type Birth = { year: number; month: number; dayOfMonth: number; sex: Sex; place: string };

const monthLetters = "ABCDEHLMPRST";
const firstYear = 1932;
const [years, months, days, sexes, places] = [72, 12, 28, 2, 9_000];
const births = years * months * days * sexes * places;
/** Coprime to `births`: consecutive numbers give births far apart and none twice. */
const stride = 251_658_239n;

/** How many people can be invented before a birth repeats. */
export const mostPeople = births;

/** A birth of its own for every number below `mostPeople`. */
export function birthOf(number: number, offset: number): Birth {
  let rest = Number((BigInt(number) * stride + BigInt(offset)) % BigInt(births));
  const take = (size: number) => {
    const part = rest % size;
    rest = Math.floor(rest / size);
    return part;
  };
  const place = take(places);
  return {
    // A letter and three figures; not those of any real municipality in particular.
    place: String.fromCharCode(65 + Math.floor(place / 1_000)) + String(place % 1_000).padStart(3, "0"),
    sex: take(sexes) === 0 ? "female" : "male",
    dayOfMonth: take(days) + 1,
    month: take(months) + 1,
    year: firstYear + take(years),
  };
}

/** The codice fiscale that these names and this birth give; names in capitals. */
export function fiscalCodeOf(surname: string, firstName: string, birth: Birth): string {
  const dayOfMonth = birth.dayOfMonth + (birth.sex === "female" ? 40 : 0);
  const two = (value: number) => String(value % 100).padStart(2, "0");
  const code = `${surnamePart(surname)}${firstNamePart(firstName)}${two(birth.year)}${monthLetters[birth.month - 1]}${two(dayOfMonth)}${birth.place}`;
  return code + checkCharacter(code);
}

/** The same person's code after another had got it first: the last figure becomes a letter (omocodia). */
export function withOmocodia(fiscalCode: string): string {
  const letter = "LMNPQRSTUV"[Number(fiscalCode[14])] as string;
  const code = fiscalCode.slice(0, 14) + letter;
  return code + checkCharacter(code);
}

function surnamePart(surname: string): string {
  const { consonants, vowels } = lettersOf(surname);
  return `${consonants}${vowels}XXX`.slice(0, 3);
}

/** With four consonants or more, the second is left out. */
function firstNamePart(firstName: string): string {
  const { consonants, vowels } = lettersOf(firstName);
  if (consonants.length >= 4) return `${consonants[0]}${consonants[2]}${consonants[3]}`;
  return `${consonants}${vowels}XXX`.slice(0, 3);
}

function lettersOf(name: string): { consonants: string; vowels: string } {
  const letters = name.normalize("NFD").replace(/[^A-Z]/g, "");
  return { consonants: letters.replace(/[AEIOU]/g, ""), vowels: letters.replace(/[^AEIOU]/g, "") };
}
