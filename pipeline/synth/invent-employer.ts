import { dayOf } from "../domain/day.ts";
import { type Birth, birthOf, fiscalCodeOf, withOmocodia } from "./invent-fiscal-code.ts";
import type { LongTail } from "./long-tail.ts";
import type { NamePools, Sex } from "./name-pools.ts";
import type { SeededRandom } from "./seeded-random.ts";

/** Cells of one row, in the order of the file's header. */
export type Cells = string[];

export type InventedEmployer = { employerId: string; cells: Cells };

/** An invented employer with contacts and consents about as people have them. */
export function inventEmployer(
  number: number,
  offset: number,
  pools: NamePools,
  random: SeededRandom,
): InventedEmployer {
  const birth = birthOf(number, offset);
  const firstName = inventName(pools.employers, birth.sex, random);
  const employerId = inventCode(number, firstName, birth, pools.surnames, random);
  const hasMobile = random.chance(0.7);
  const hasEmail = random.chance(0.6);
  const cells = [
    employerId,
    firstName,
    random.chance(0.995) ? dayOf(birth.year, birth.month, birth.dayOfMonth) : "",
    // 399 is given to no operator.
    hasMobile ? `+39399${String(random.below(10_000_000)).padStart(7, "0")}` : "",
    flag(hasMobile && random.chance(0.8)),
    hasEmail ? `persona.${number + 1}@posta.example` : "",
    flag(hasEmail && random.chance(0.8)),
    flag(random.chance(0.35)),
    flag(random.chance(0.25)),
  ];
  return { employerId, cells };
}

/** One name in eight is double. */
export function inventName(names: Record<Sex, LongTail>, sex: Sex, random: SeededRandom): string {
  if (!random.chance(0.12)) return names[sex].pick(random);
  const [first, second] = [names[sex].pickCommon(random), names[sex].pickCommon(random)];
  return second === first ? first : `${first} ${second}`;
}

function inventCode(number: number, firstName: string, birth: Birth, surnames: LongTail, random: SeededRandom): string {
  const code = fiscalCodeOf(surnames.pick(random), firstName, birth);
  const kind = random.next();
  if (kind < 0.003) return String(90_000_000_000 + number);
  return kind < 0.005 ? withOmocodia(code) : code;
}

function flag(isSet: boolean): string {
  return isSet ? "si" : "no";
}
