import { expect, test } from "vitest";
import { configSchema } from "../../pipeline/config.ts";
import { channels } from "../../pipeline/domain/notification.ts";
import { manifestLineSchema } from "../../pipeline/notify/manifest-schema.ts";
import { context, employer, guideFor, messagesFor, owed, worker } from "./employers.ts";

const nobody = { mobile: null, email: null, io: false, inpsMobile: false };

test.each([
  { name: "no consent at all", contacts: nobody, expected: ["myinps"] },
  { name: "mobile", contacts: { ...nobody, mobile: "+393510000011" }, expected: ["myinps", "sms"] },
  { name: "e-mail", contacts: { ...nobody, email: "b@posta.example" }, expected: ["myinps", "email"] },
  { name: "IO", contacts: { ...nobody, io: true }, expected: ["myinps", "io"] },
  { name: "INPS Mobile", contacts: { ...nobody, inpsMobile: true }, expected: ["myinps", "inps-mobile"] },
  { name: "everything", contacts: employer().contacts, expected: [...channels] },
  { name: "provisional code", employerId: "90000000011", contacts: { ...nobody, io: true }, expected: ["myinps"] },
])("$name: $expected", ({ name: _, expected, ...changes }) => {
  expect(messagesFor(changes).notifications.map(({ channel }) => channel)).toEqual(expected);
});

test("every line has what the contract says, and the address where it belongs", () => {
  const { notifications } = messagesFor();
  expect(notifications.map(({ to }) => to)).toEqual([
    {},
    { mobile: "+393510000011" },
    { email: "beatrice@posta.example" },
    { fiscal_code: "FNTBRC87D67H223Y" },
    {},
  ]);
  for (const line of notifications) {
    expect(manifestLineSchema(line.channel).parse(JSON.parse(JSON.stringify(line)))).toEqual(line);
    expect(line).toMatchObject({
      campaign: "2026-05",
      available_until: "2026-11-30",
      guide_url: guideFor(employer()).guideUrl,
    });
  }
});

test("the SMS is one segment, has no link, and says where to go", () => {
  const { sms } = messagesFor();
  expect(sms).toMatchObject({ sender: "INPS", encoding: "GSM-7", segments: 1 });
  expect(sms.text).toContain("www.inps.it");
  expect(sms.text).toContain("MyINPS > Centro notifiche");
  expect(sms.text).not.toMatch(/https?:|Beatrice|Olena|versat/);
});

test("the SMS has the person's link when the office switches it on", () => {
  const config = configSchema.parse({ sms: { link: true } });
  const { sms } = messagesFor({}, { ...context, config });
  expect(sms.text).toContain(guideFor(employer()).guideUrl);
});

const olena = (...quarters: string[]) => worker("Olena", ...quarters);
const irina = (...quarters: string[]) => worker("Irina", ...quarters);

test.each([
  {
    workers: [olena("2026-Q1")],
    says: "non risultano versati i contributi del I trimestre 2026 per questo rapporto di lavoro:",
    email: "per un tuo rapporto di lavoro domestico",
  },
  {
    workers: [olena("2026-Q1", "2026-Q2")],
    says: "non risultano versati i contributi del I e II trimestre 2026 per questo rapporto",
    email: "per un tuo rapporto",
  },
  {
    workers: [olena("2026-Q1"), irina("2026-Q1")],
    says: "non risultano versati i contributi del I trimestre 2026 per questi rapporti di lavoro:",
    email: "per due tuoi rapporti di lavoro domestico",
  },
  {
    workers: [olena("2026-Q1 partial")],
    says: "i contributi del I trimestre 2026 risultano versati solo in parte per questo rapporto",
    email: "risultano versati solo in parte",
  },
  {
    workers: [olena("2026-Q1 partial"), irina("2026-Q2 partial")],
    says: "i contributi del I e II trimestre 2026 risultano versati solo in parte per questi rapporti",
    email: "risultano versati solo in parte",
  },
  {
    workers: [olena("2026-Q1", "2026-Q2 partial")],
    says: "del I e II trimestre 2026 non risultano versati, o risultano versati solo in parte, per questo rapporto",
    email: "o risultano versati solo in parte",
  },
  {
    workers: [olena("2026-Q4", "2027-Q1"), irina("2026-Q4")],
    says: "del IV trimestre 2026 e del I trimestre 2027 per questi rapporti",
    email: "per due tuoi rapporti",
  },
])("grammar: $says", ({ workers, says, email }) => {
  const messages = messagesFor({ workers });
  expect(messages.myinps.body).toContain(says);
  expect(messages.io.content.markdown).toContain(says);
  expect(messages.email.text).toContain(email);
  expect(messages.email.html).toContain(email);
});

test("each worker has a line with the quarters, and what is partly paid says so", () => {
  const { body } = messagesFor({
    workers: [olena("2026-Q1", "2026-Q2 partial"), irina("2026-Q2 partial"), worker("Daniel", "2026-Q1")],
  }).myinps;
  expect(body.split("\n").filter((line) => line.startsWith("- "))).toEqual([
    "- **Olena**: I trimestre 2026; II trimestre 2026 (versato in parte)",
    "- **Irina**: II trimestre 2026 (versato in parte)",
    "- **Daniel**: I trimestre 2026",
  ]);
});

test.each([
  { count: 12, last: "- **W12**: I trimestre 2026" },
  { count: 13, last: "- un altro rapporto di lavoro, che trovi nella video-guida" },
  { count: 20, last: "- altri 8 rapporti di lavoro, che trovi nella video-guida" },
])("$count workers end with: $last", ({ count, last }) => {
  const workers = Array.from({ length: count }, (_, index) => worker(`W${index + 1}`, "2026-Q1"));
  const lines = messagesFor({ workers })
    .myinps.body.split("\n")
    .filter((line) => line.startsWith("- "));
  expect(lines.at(-1)).toBe(last);
});

test("all say until when, and that who has paid need do nothing", () => {
  const { myinps, email, io, inpsMobile, sms } = messagesFor();
  for (const text of [myinps.body, email.html, email.text, io.content.markdown]) {
    expect(text).toContain("fino al 30 novembre 2026");
    expect(text.toLowerCase()).toContain("hai pagato negli ultimi giorni?");
  }
  expect(inpsMobile.body).toContain("fino al 30 novembre 2026");
  expect(sms.text).toContain("fino al 30/11/2026");
});

test("nothing that anybody may see over a shoulder names the person or says what is owed", () => {
  const { sms, inpsMobile, io, email, myinps } = messagesFor({
    firstName: "Ermenegilda",
    workers: [worker("Svitlana", "2026-Q1")],
  });
  for (const text of [sms.text, inpsMobile.title, inpsMobile.body, io.content.subject, email.subject, myinps.title]) {
    expect(text).not.toMatch(/Ermenegilda|Svitlana|trimestre|versat/);
  }
  expect(email.html + email.text).not.toContain("Svitlana");
});

test("the five services come from the settings, in their order, manual included", () => {
  const { myinps, email, io } = messagesFor();
  expect(myinps.services).toEqual(context.config.services);
  for (const { label, url } of context.config.services) {
    for (const text of [email.html, email.text, io.content.markdown]) expect(text).toContain(label);
    expect(email.html).toContain(`href="${url}"`);
  }
});

const notice = "301002601000051836";

test.each([
  {
    name: "one notice",
    workers: [worker("Olena", owed("2026-Q1", { noticeNumber: notice, outstandingCents: 39000 }))],
    expected: { amount: 39000, notice_number: notice },
  },
  {
    name: "one cent",
    workers: [worker("Olena", owed("2026-Q1", { noticeNumber: notice, outstandingCents: 1 }))],
    expected: { amount: 1, notice_number: notice },
  },
  {
    name: "no amount known",
    workers: [worker("Olena", owed("2026-Q1", { noticeNumber: notice }))],
    expected: undefined,
  },
  {
    name: "nothing outstanding",
    workers: [worker("Olena", owed("2026-Q1", { noticeNumber: notice, outstandingCents: 0 }))],
    expected: undefined,
  },
  {
    name: "more than pagoPA accepts",
    workers: [worker("Olena", owed("2026-Q1", { noticeNumber: notice, outstandingCents: 10_000_000_000 }))],
    expected: undefined,
  },
  { name: "no notice", workers: [worker("Olena", owed("2026-Q1", { outstandingCents: 39000 }))], expected: undefined },
  {
    name: "a notice that IO refuses",
    workers: [worker("Olena", owed("2026-Q1", { noticeNumber: "901002601000051836", outstandingCents: 39000 }))],
    expected: undefined,
  },
  {
    name: "partly paid",
    workers: [worker("Olena", owed("2026-Q1 partial", { noticeNumber: notice, outstandingCents: 39000 }))],
    expected: undefined,
  },
  {
    name: "a second quarter without a notice",
    workers: [worker("Olena", owed("2026-Q1", { noticeNumber: notice, outstandingCents: 39000 }), "2026-Q2")],
    expected: undefined,
  },
  {
    name: "a second worker",
    workers: [worker("Olena", owed("2026-Q1", { noticeNumber: notice, outstandingCents: 39000 })), irina("2026-Q1")],
    expected: undefined,
  },
])("payment in IO, $name", ({ workers, expected }) => {
  const { content } = messagesFor({ workers }).io;
  expect(content.payment_data).toEqual(expected);
  expect(content.markdown.includes("Puoi pagare anche da qui")).toBe(expected !== undefined);
  expect(content.markdown.includes("cta_2")).toBe(expected === undefined);
});

test("the payee only when configured, no payment at all when switched off", () => {
  const workers = [worker("Olena", owed("2026-Q1", { noticeNumber: notice, outstandingCents: 39000 }))];
  const withIo = (io: object) =>
    messagesFor({ workers }, { ...context, config: configSchema.parse({ io }) }).io.content.payment_data;
  expect(withIo({ payeeFiscalCode: "80078750587" })).toHaveProperty("payee", { fiscal_code: "80078750587" });
  expect(withIo({ paymentData: false })).toBeUndefined();
});
