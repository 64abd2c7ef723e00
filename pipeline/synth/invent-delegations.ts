import { addDays, type Day, day } from "../domain/day.ts";
import { dayAroundCampaign, notBefore } from "./days-around-campaigns.ts";
import { type Cells, inventName } from "./invent-employer.ts";
import { birthOf, fiscalCodeOf, mostPeople } from "./invent-fiscal-code.ts";
import type { NamePools } from "./name-pools.ts";
import type { SeededRandom } from "./seeded-random.ts";

/** Two delegations for nine employers: 200,000 of 900,000. */
const shareWithDelegation = 2 / 11;
const shareOfIntermediaries = 0.85;
const employersForEachIntermediary = 450;

/** Who may be delegated: cells of delegate_id, delegate_kind, delegate_name and email, with consent. */
type Delegate = { cells: [id: string, kind: string, name: string]; contacts: [email: string, consent: string] };

/** Invents the delegations of one employer after the other. */
export type DelegationInventor = (employerId: string, number: number) => Cells[];

/** A few intermediaries act for thousands, most for dozens; a person acts for one employer. */
export function delegationInventor(employers: number, pools: NamePools, random: SeededRandom): DelegationInventor {
  const count = Math.ceil(employers / employersForEachIntermediary);
  const intermediaries = Array.from({ length: count }, (_, index) => inventIntermediary(index, pools, random));
  const offset = random.below(mostPeople);
  // The square: the nth intermediary acts for about 1/√n times as many employers as the first.
  const pickIntermediary = () => intermediaries[Math.floor(count * random.next() ** 2)] as Delegate;
  return (employerId, number) => {
    const rows: Cells[] = [];
    while (random.chance(shareWithDelegation)) {
      const { cells, contacts } = random.chance(shareOfIntermediaries)
        ? pickIntermediary()
        : inventPerson(mostPeople - 1 - number, offset, pools, random);
      rows.push([employerId, ...cells, ...inventTime(random), ...contacts]);
    }
    return rows;
  };
}

function inventIntermediary(index: number, { surnames }: NamePools, random: SeededRandom): Delegate {
  const kind = random.pick(["STUDIO", "CAF", "CONSULENTI DEL LAVORO"]);
  return {
    cells: [String(80_000_000_000 + index), "intermediary", `${kind} ${surnames.pick(random)}`],
    contacts: [`studio.${index + 1}@studi.example`, random.chance(0.9) ? "si" : "no"],
  };
}

function inventPerson(number: number, offset: number, pools: NamePools, random: SeededRandom): Delegate {
  const birth = birthOf(number, offset);
  const firstName = inventName(pools.employers, birth.sex, random);
  const surname = pools.surnames.pick(random);
  const hasEmail = random.chance(0.7);
  return {
    cells: [fiscalCodeOf(surname, firstName, birth), "person", `${surname} ${firstName}`],
    contacts: [
      hasEmail ? `delegato.${mostPeople - number}@posta.example` : "",
      hasEmail && random.chance(0.8) ? "si" : "no",
    ],
  };
}

const firstDay = day("2018-01-01");
const daysBefore = 2_900;

/** First and last day: three of four last, one in five has ended, a few begin later. */
function inventTime(random: SeededRandom): [Day, Day | ""] {
  const draw = random.next();
  const activeFrom = draw < 0.07 ? dayAroundCampaign(random) : addDays(firstDay, random.below(daysBefore));
  if (draw < 0.8) return [activeFrom, ""];
  const activeTo = random.chance(0.5) ? dayAroundCampaign(random) : addDays(activeFrom, random.below(900));
  return [activeFrom, notBefore(activeFrom, activeTo)];
}
