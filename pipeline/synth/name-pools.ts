import type { Faker } from "@faker-js/faker";
import { faker as english } from "@faker-js/faker/locale/en";
import { faker as spanish } from "@faker-js/faker/locale/es";
import { faker as italian } from "@faker-js/faker/locale/it";
import { faker as romanian } from "@faker-js/faker/locale/ro";
import { faker as moldovan } from "@faker-js/faker/locale/ro_MD";
import { faker as ukrainian } from "@faker-js/faker/locale/uk";
import { LongTail } from "./long-tail.ts";
import { toRegistryName } from "./registry-name.ts";
import type { SeededRandom } from "./seeded-random.ts";

export type Sex = "female" | "male";

/** Names in registry spelling, the common ones first. */
export type NamePools = {
  employers: Record<Sex, LongTail>;
  surnames: LongTail;
  workers: { share: number; names: Record<Sex, LongTail> }[];
};

/** Frequent names, placed before those of the library, which lists names alphabetically. */
const common = {
  italian: {
    female: "Maria Anna Giuseppina Rosa Angela Giovanna Teresa Lucia Carmela Francesca Caterina Paola".split(" "),
    male: "Giuseppe Antonio Giovanni Mario Luigi Francesco Angelo Vincenzo Pietro Nicolò Domenico Noè".split(" "),
  },
  romanian: {
    female: "Maria Elena Mihaela Ioana Ana Daniela Mariana".split(" "),
    male: "Ion Gheorghe Vasile".split(" "),
  },
  ukrainian: { female: ["Олена", "Світлана", "Наталія", "Оксана", "Галина"], male: ["Іван", "Василь"] },
  filipino: { female: "Maricel Rosalie Jocelyn Marites Analyn Lorna".split(" "), male: "Jose Rodel Arnel".split(" ") },
  peruvian: { female: "María Rosa Luz Milagros Ana Carmen".split(" "), male: "José Luis Jorge Carlos".split(" ") },
};

/** Where domestic workers mostly come from. */
export function namePools(random: SeededRandom): NamePools {
  const seed = random.seed();
  const pool = (faker: Faker, sex: Sex, first: readonly string[]) =>
    tailOf(faker, seed, first, firstNamesOf(faker, sex));
  const pair = (faker: Faker, first: Record<Sex, readonly string[]>) => ({
    female: pool(faker, "female", first.female),
    male: pool(faker, "male", first.male),
  });
  const italians = pair(italian, common.italian);
  return {
    employers: italians,
    surnames: tailOf(italian, seed, [], italian.definitions.person.last_name.generic ?? []),
    workers: [
      { share: 0.32, names: pair(romanian, common.romanian) },
      { share: 0.2, names: pair(ukrainian, common.ukrainian) },
      { share: 0.18, names: italians },
      { share: 0.12, names: pair(english, common.filipino) },
      { share: 0.1, names: pair(moldovan, common.romanian) },
      { share: 0.08, names: pair(spanish, common.peruvian) },
    ],
  };
}

function firstNamesOf(faker: Faker, sex: Sex): readonly string[] {
  return faker.definitions.person.first_name[sex] ?? [];
}

/** The common names, then the library's in an order of their own for every seed. */
function tailOf(faker: Faker, seed: number, first: readonly string[], names: readonly string[]): LongTail {
  faker.seed(seed);
  const rare = faker.helpers.shuffle(names.filter((name) => !first.includes(name)));
  return new LongTail([...first, ...rare].map(toRegistryName));
}
