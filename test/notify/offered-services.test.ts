import { expect, test } from "vitest";
import { checkMessages } from "../../pipeline/notify/messages/check-messages.ts";
import { configSchema } from "../../pipeline/settings/config.ts";
import { defaultServices } from "../../pipeline/settings/services.ts";
import { context, messagesFor, underReview, workerInReview } from "./employers.ts";

const appointmentUrl = "https://www.inps.it/agenda?tipo=(domestico)&da='guida'";
const withAgenda = { ...context, config: configSchema.parse({ requests: { appointmentUrl } }) };
const offer = "Per prenotare un appuntamento su una tua richiesta non accolta o ancora senza risposta";

test.each([
  { name: "offered: an answered request", changes: { isAppointmentOffered: true }, isOffered: true },
  {
    name: "offered: one that is being looked at",
    changes: { ...underReview(workerInReview("Olena", "2026-Q2")), isAppointmentOffered: true },
    isOffered: true,
  },
  { name: "not offered: a request that is being looked at", changes: underReview(), isOffered: false },
  { name: "not offered: no request", changes: {}, isOffered: false },
])("an appointment in MyINPS and the e-mail alone, $name", ({ changes, isOffered }) => {
  const { myinps, email, io, sms, inpsMobile } = messagesFor(changes, withAgenda);
  const [address, shown] = ["https://www.inps.it/agenda?tipo=%28domestico%29&da=%27guida%27", "Agenda appuntamenti"];
  expect(myinps.body.includes(`- [${shown}](${address}): ${offer}`)).toBe(isOffered);
  expect(email.text.includes(`- ${shown}: ${offer}\n  ${address}\n`)).toBe(isOffered);
  expect(email.html.includes(`>${shown}</a>`)).toBe(isOffered);
  expect(email.html.includes(`tipo&#x3D;%28domestico%29`)).toBe(isOffered);
  for (const message of [io, sms, inpsMobile]) expect(JSON.stringify(message)).not.toMatch(/appuntament|agenda/i);
  expect(myinps.services).toHaveLength(context.config.services.length);
});

const forPensioners = {
  id: "pensione",
  label: "Cedolino della *pensione*",
  description: "Per vedere la pensione",
  categories: ["pensionato", "superstite"],
  url: "https://www.inps.it/pensione",
};
const forArtisans = {
  ...{ id: "artigiani", label: "Contributi artigiani", description: "Per vedere i contributi" },
  ...{ categories: ["artigiano"], url: "https://www.inps.it/artigiani" },
};
const five = defaultServices.map(({ id }) => id);
const withCategories = {
  ...context,
  config: configSchema.parse({ services: [forArtisans, ...defaultServices, forPensioners] }),
};

test.each([
  { name: "no category", categories: [], ids: five },
  { name: "a category without a service", categories: ["studente"], ids: five },
  { name: "a pensioner", categories: ["pensionato"], ids: ["pensione", ...five] },
  { name: "two categories of one service", categories: ["pensionato", "superstite"], ids: ["pensione", ...five] },
  {
    name: "an artisan who is a pensioner: in the order of the settings",
    categories: ["pensionato", "artigiano"],
    ids: ["artigiani", "pensione", ...five],
  },
])("services by category, $name", ({ categories, ids }) => {
  const { myinps, email, io } = messagesFor({ categories }, withCategories);
  const offered = ids.map((id) => withCategories.config.services.find((service) => service.id === id));
  expect(myinps.services).toEqual(
    offered.map((one) => ({
      ...{ id: one?.id, label: one?.label, description: one?.description, url: one?.url },
      ...(one?.manual && { manual: one.manual }),
    })),
  );
  const labels = offered.map((one) => one?.label);
  const listed = [...email.html.matchAll(/<a class="link"[^>]*>([^<]*)<\/a><br>/g)].map(([, label]) => label);
  expect(listed).toEqual(labels);
  for (const text of [myinps.body, io.content.markdown]) {
    const [, list = ""] = text.split("**I servizi utili**");
    const links = [...list.matchAll(/^- \[(.*?)\]\(/gm)].map(([, label]) => label?.replaceAll("\\", ""));
    expect(links).toEqual(labels);
  }
});

test("IO's second button leads to the first service for everybody, not to one for a category", () => {
  const { content } = messagesFor({ categories: ["artigiano"] }, withCategories).io;
  expect(content.markdown).toContain('cta_2:\n    text: "Portale dei pagamenti"');
});

test("with services for categories alone there is no list without entries, and no second button", () => {
  const config = configSchema.parse({ services: [forPensioners] });
  const { myinps, email, io } = messagesFor({}, { ...context, config });
  expect(myinps.services).toEqual([]);
  for (const text of [myinps.body, email.text, email.html, io.content.markdown])
    expect(text).not.toMatch(/I servizi utili/i);
  expect(io.content.markdown).not.toContain("cta_2");
  const pensioner = messagesFor({ categories: ["pensionato"] }, { ...context, config });
  expect(pensioner.myinps.body).toContain("**I servizi utili**");
});

test("messages are tried with every category that the settings name", () => {
  const many = Array.from({ length: 30 }, (_, index) => ({
    ...{ id: `s${index}`, label: "W".repeat(80), description: "W".repeat(160), url: "https://www.inps.it/a" },
    categories: [`c${index}`],
  }));
  const config = configSchema.parse({ services: [...defaultServices, ...many] });
  expect(() => checkMessages({ ...context, config })).toThrow(
    /^The setting services: io does not take its content\.markdown/,
  );
});
