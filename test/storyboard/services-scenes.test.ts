import fc from "fast-check";
import { expect, test } from "vitest";
import { readConfig } from "../../pipeline/settings/config.ts";
import { type ServiceLink, servicesFor } from "../../pipeline/settings/services.ts";
import { servicesScenes } from "../../pipeline/storyboard/services-scenes.ts";
import { campaignOfMay, servicesOfProfiles } from "./context.ts";

const defaults = readConfig(null).services;

test("the services of profiles are the default ones, and some for a category", () => {
  expect(servicesFor(servicesOfProfiles, [])).toEqual(defaults);
  expect(servicesOfProfiles.length).toBeGreaterThan(defaults.length);
});

/** Lines of each scene. */
function linesOf(
  categories: string[],
  { services = servicesOfProfiles, appointment = false }: { services?: ServiceLink[]; appointment?: boolean } = {},
): string[][] {
  const offered = { services: servicesFor(services, categories), isAppointmentOffered: appointment };
  return servicesScenes(offered, campaignOfMay({ services })).map((scene) => scene.services);
}

const five = [
  "Portale dei pagamenti e manuale: paghi",
  "Cassetto previdenziale: scrivi",
  "Estratto conto INPS: controlli",
  "Servizi lavoratori domestici: comunichi",
  "App INPS Mobile: scaricala",
];
const agenda = "Agenda appuntamenti: prenoti per la tua richiesta";
const pension = ["Servizi per i pensionati: consulti", "Trasferimento della pensione: segui la domanda"];
const durc = "DURC On Line: chiedi o consulti";

test.each([
  { name: "nobody's category", categories: [], scenes: [five] },
  { name: "a category without services", categories: ["studente"], scenes: [five] },
  { name: "a pensioner", categories: ["pensionato"], scenes: [pension, five] },
  {
    name: "an artisan with employees: a service of both categories comes once",
    categories: ["artigiano", "azienda-con-dipendenti"],
    scenes: [["Contributi artigiani: controlli", "Gestione dei dipendenti: invii i flussi", durc], five],
  },
  { name: "an appointment", categories: [], appointment: true, scenes: [[agenda], five] },
  {
    name: "a pensioner with an appointment",
    categories: ["pensionato"],
    appointment: true,
    scenes: [[agenda, ...pension], five],
  },
  {
    name: "everything fits one scene",
    categories: ["pensionato"],
    appointment: true,
    services: servicesOfProfiles.filter(
      ({ id }) => !["cassetto-previdenziale", "estratto-conto", "app-inps-mobile"].includes(id),
    ),
    scenes: [[agenda, ...pension, five[0], five[3]]],
  },
  {
    name: "services for categories only, and none of them theirs",
    categories: [],
    services: servicesOfProfiles.filter(({ categories }) => categories !== undefined),
    scenes: [],
  },
])("services: $name", ({ categories, scenes, ...offered }) => {
  expect(linesOf(categories, offered)).toEqual(scenes);
});

const categoryNames = ["a", "b", "c", "d"];

/** Services of a campaign: up to five for everybody, up to four for categories, so that with an appointment five fit. */
const campaignServices = fc
  .tuple(
    fc.integer({ min: 0, max: 5 }),
    fc.array(fc.uniqueArray(fc.constantFrom(...categoryNames), { minLength: 1 }), { maxLength: 4 }),
  )
  .map(([forAll, forSome]): ServiceLink[] => [
    ...Array.from({ length: forAll }, (_, index) => service(`all-${index}`)),
    ...forSome.map((categories, index) => ({ ...service(`some-${index}`), categories })),
  ]);

function service(id: string): ServiceLink {
  return { id, label: id, description: "-", url: "https://guide.example" };
}

const people = fc.array(fc.record({ categories: fc.subarray(categoryNames), appointment: fc.boolean() }), {
  minLength: 1,
  maxLength: 40,
});

/** Different services scenes of these people, and different answers to what `tell` asks of them. */
function counted<Person extends { categories: string[]; appointment: boolean }>(
  services: ServiceLink[],
  persons: Person[],
  tell: (person: Person) => string,
) {
  const scenes = persons.flatMap(({ categories, appointment }) => linesOf(categories, { services, appointment }));
  return {
    scenes: new Set(scenes.map((lines) => lines.join("|"))).size,
    sets: new Set(persons.map(tell)).size,
  };
}

const matching = (services: ServiceLink[], categories: string[]) =>
  servicesFor(services, categories)
    .map(({ id }) => id)
    .join(" ");

// In every campaign somebody is in no category: theirs is the scene of what is for everybody.
test("distinct service scenes ≤ distinct sets of categories", () => {
  fc.assert(
    fc.property(campaignServices, people, (services, persons) => {
      const all = [...persons, { categories: [], appointment: false }].map((one) => ({ ...one, appointment: false }));
      const { scenes, sets } = counted(services, all, ({ categories }) => matching(services, categories));
      expect(scenes).toBeLessThanOrEqual(sets);
    }),
  );
});

test("with appointments, distinct service scenes ≤ distinct sets of categories, each with an appointment or without", () => {
  fc.assert(
    fc.property(campaignServices, people, (services, persons) => {
      const all = [...persons, { categories: [], appointment: false }];
      const { scenes, sets } = counted(
        services,
        all,
        ({ categories, appointment }) => `${matching(services, categories)} ${appointment}`,
      );
      expect(scenes).toBeLessThanOrEqual(sets);
    }),
  );
});

test("everything that is offered is shown once and in order, at most five to a scene, in one scene more than they need at most", () => {
  fc.assert(
    fc.property(campaignServices, people, (services, persons) => {
      for (const { categories, appointment } of persons) {
        const shown = linesOf(categories, { services, appointment });
        const offered = servicesFor(services, categories).map(({ label }) => label);
        expect(shown.flat()).toEqual([...(appointment ? [agenda] : []), ...offered]);
        expect(shown.every((lines) => lines.length > 0 && lines.length <= 5)).toBe(true);
        expect(shown.length).toBeLessThanOrEqual(Math.ceil(shown.flat().length / 5) + 1);
      }
    }),
  );
});
