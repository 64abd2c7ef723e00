import { expect, test } from "vitest";
import { day } from "../../pipeline/domain/day.ts";
import { channels } from "../../pipeline/domain/notification.ts";
import { manifestLineSchema } from "../../pipeline/notify/manifests/manifest-schema.ts";
import { configSchema } from "../../pipeline/settings/config.ts";
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
  {
    name: "a code without a month, which IO refuses",
    employerId: "ZQAGAB70Z07H501V",
    contacts: employer().contacts,
    expected: ["myinps", "sms", "email", "inps-mobile"],
  },
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

test("invisible characters in a text of the office leave the SMS as it is without them", () => {
  const smsText: typeof context.templates.smsText = (values) =>
    `\ufeff${context.templates.smsText(values).replaceAll(" ", " \u200b").replaceAll("guida", "gui\u00adda\ufeff")}`;
  const { sms } = messagesFor({}, { ...context, templates: { ...context.templates, smsText } });
  expect(sms).toEqual(messagesFor().sms);
});

const olena = (...quarters: string[]) => worker("Olena", ...quarters);
const irina = (...quarters: string[]) => worker("Irina", ...quarters);

test.each([
  {
    workers: [olena("2026-Q1")],
    says: "non risultano versati i contributi del primo trimestre 2026 (gennaio–marzo) per questo rapporto di lavoro:",
    email: "per un tuo rapporto di lavoro domestico",
  },
  {
    workers: [olena("2026-Q1", "2026-Q2")],
    says: "non risultano versati i contributi del primo (gennaio–marzo) e secondo (aprile–giugno) trimestre 2026 per questo rapporto",
    email: "per un tuo rapporto",
  },
  {
    workers: [olena("2026-Q1"), irina("2026-Q1")],
    says: "non risultano versati i contributi del primo trimestre 2026 (gennaio–marzo) per questi rapporti di lavoro:",
    email: "per due tuoi rapporti di lavoro domestico",
  },
  {
    workers: [olena("2026-Q1 partial")],
    says: "i contributi del primo trimestre 2026 (gennaio–marzo) risultano versati solo in parte per questo rapporto",
    email: "risultano versati solo in parte",
  },
  {
    workers: [olena("2026-Q1 partial"), irina("2026-Q2 partial")],
    says: "i contributi del primo (gennaio–marzo) e secondo (aprile–giugno) trimestre 2026 risultano versati solo in parte per questi rapporti",
    email: "risultano versati solo in parte",
  },
  {
    workers: [olena("2026-Q1", "2026-Q2 partial")],
    says: "del primo (gennaio–marzo) e secondo (aprile–giugno) trimestre 2026 non risultano versati, o risultano versati solo in parte, per questo rapporto",
    email: "o risultano versati solo in parte",
  },
  {
    workers: [olena("2026-Q4", "2027-Q1"), irina("2026-Q4")],
    says: "del quarto trimestre 2026 (ottobre–dicembre) e del primo trimestre 2027 (gennaio–marzo) per questi rapporti",
    email: "per due tuoi rapporti",
  },
])("grammar: $says", ({ workers, says, email }) => {
  const messages = messagesFor({ workers });
  expect(messages.myinps.body).toContain(says);
  expect(messages.io.content.markdown).toContain(says);
  expect(messages.email.text).toContain(email);
  expect(messages.email.html).toContain(email);
});

/** The list of what is owed: the first list of a message. */
function owedLines(text: string): string[] {
  const [before = ""] = text.split("**Hai già pagato tutto?**");
  return before.split("\n").filter((line) => line.startsWith("- "));
}

const [unpaid, partial] = ["non versato", "versato in parte"];

test.each([
  {
    name: "all unpaid: the sentence above says so",
    workers: [olena("2026-Q1", "2026-Q2")],
    lines: ["- **Olena**: primo trimestre 2026 (gennaio–marzo) e secondo trimestre 2026 (aprile–giugno)"],
  },
  {
    name: "all partly paid: each says so",
    workers: [olena("2026-Q1 partial", "2026-Q2 partial", "2027-Q1 partial")],
    lines: [
      `- **Olena**: primo trimestre 2026 (gennaio–marzo, ${partial}), secondo trimestre 2026 (aprile–giugno, ${partial}) e primo trimestre 2027 (gennaio–marzo, ${partial})`,
    ],
  },
  {
    name: "the older one partly paid: it stays first",
    workers: [olena("2026-Q1 partial", "2026-Q2")],
    lines: [
      `- **Olena**: primo trimestre 2026 (gennaio–marzo, ${partial}) e secondo trimestre 2026 (aprile–giugno, ${unpaid})`,
    ],
  },
  {
    name: "unpaid, partly paid, unpaid: in the order of the calendar",
    workers: [olena("2026-Q1", "2026-Q2 partial", "2026-Q3")],
    lines: [
      `- **Olena**: primo trimestre 2026 (gennaio–marzo, ${unpaid}), secondo trimestre 2026 (aprile–giugno, ${partial}) e terzo trimestre 2026 (luglio–settembre, ${unpaid})`,
    ],
  },
  {
    name: "one worker partly paid, one not: the sentence speaks of both, so each line says which",
    workers: [olena("2026-Q2 partial"), irina("2026-Q1", "2026-Q2")],
    lines: [
      `- **Olena**: secondo trimestre 2026 (aprile–giugno, ${partial})`,
      `- **Irina**: primo trimestre 2026 (gennaio–marzo, ${unpaid}) e secondo trimestre 2026 (aprile–giugno, ${unpaid})`,
    ],
  },
])("a worker's line, $name", ({ workers, lines }) => {
  const { myinps, io } = messagesFor({ workers });
  for (const text of [myinps.body, io.content.markdown]) expect(owedLines(text)).toEqual(lines);
});

test.each([
  { name: "all unpaid", workers: [olena("2026-Q1", "2026-Q2")], says: "per un tuo rapporto di lavoro domestico." },
  { name: "all partly paid", workers: [olena("2026-Q1 partial")], says: "per un tuo rapporto di lavoro domestico." },
  {
    name: "the older one partly paid",
    workers: [olena("2026-Q1 partial", "2026-Q2")],
    says: `per un tuo rapporto di lavoro domestico: primo trimestre 2026 (gennaio–marzo, ${partial}) e secondo trimestre 2026 (aprile–giugno, ${unpaid}).`,
  },
  {
    name: "two workers, each quarter once and in order",
    workers: [olena("2026-Q2 partial", "2026-Q3"), irina("2026-Q1", "2026-Q3")],
    says: `: primo trimestre 2026 (gennaio–marzo, ${unpaid}), secondo trimestre 2026 (aprile–giugno, ${partial}) e terzo trimestre 2026 (luglio–settembre, ${unpaid}).`,
  },
  {
    name: "a quarter that is partly paid for one worker and unpaid for another",
    workers: [olena("2026-Q1 partial"), irina("2026-Q1")],
    says: "rapporti di lavoro domestico: primo trimestre 2026 (gennaio–marzo, non versato o versato in parte, a seconda del rapporto).",
  },
])("an e-mail says of each quarter what is missing, $name", ({ workers, says }) => {
  const { email } = messagesFor({ workers });
  for (const text of [email.text, email.html.replaceAll("\u00a0", " ")]) expect(text).toContain(says);
});

test.each([
  { count: 12, last: "- **W12**: primo trimestre 2026 (gennaio–marzo)" },
  { count: 13, last: "- un altro rapporto di lavoro, che trovi nella video-guida" },
  { count: 20, last: "- altri 8 rapporti di lavoro, che trovi nella video-guida" },
])("$count workers end with: $last", ({ count, last }) => {
  const workers = Array.from({ length: count }, (_, index) => worker(`W${index + 1}`, "2026-Q1"));
  expect(owedLines(messagesFor({ workers }).myinps.body).at(-1)).toBe(last);
});

const years = (first: number, last: number) =>
  Array.from({ length: (last - first + 1) * 4 }, (_, n) => `${first + Math.floor(n / 4)}-Q${(n % 4) + 1}`);

test("months are named as long as the list has room", () => {
  const linesOf = (...quarters: string[]) =>
    owedLines(messagesFor({ workers: [olena(...quarters)] }).io.content.markdown);
  expect(linesOf(...years(2026, 2031))).toEqual([
    expect.stringMatching(/ quarto trimestre 2031 \(ottobre–dicembre\)$/),
  ]);
  expect(linesOf(...years(2026, 2031), "2032-Q1")).toEqual([expect.stringMatching(/ e primo trimestre 2032$/)]);
});

test("sixty quarters in the list, then workers and quarters are left to the guide", () => {
  const linesOf = (...workers: ReturnType<typeof worker>[]) => owedLines(messagesFor({ workers }).myinps.body);
  const [thirty, oneMore] = [years(2026, 2032).concat("2033-Q1", "2033-Q2"), "2033-Q3"];
  expect(linesOf(olena(...thirty), irina(...thirty))).toHaveLength(2);
  expect(linesOf(olena(...thirty), irina(...thirty, oneMore)).at(-1)).toBe(
    "- un altro rapporto di lavoro, che trovi nella video-guida",
  );
  expect(linesOf(olena(...years(2026, 2040)))).toEqual([expect.stringMatching(/ e quarto trimestre 2040$/)]);
  expect(linesOf(olena(...years(2026, 2041)))).toEqual([
    expect.stringMatching(/ e quarto trimestre 2040 e altri, che trovi nella video-guida$/),
  ]);
});

test("all say until when, as of which day, when one pays next, and that who has paid must not pay again", () => {
  const { myinps, email, io, inpsMobile, sms } = messagesFor();
  for (const text of [myinps.body, email.html, email.text, io.content.markdown]) {
    expect(text).toContain("fino al 30 novembre 2026");
    expect(text).toMatch(/al 31 maggio 2026, nei nostri archivi/i);
    expect(text).toContain("I contributi del secondo trimestre si pagano dal 1° al 10 luglio");
    expect(text.toLowerCase()).toContain("hai già pagato tutto?");
    expect(text).toContain("entro 120 giorni");
    expect(text).toContain("Non pagare di nuovo e conserva la ricevuta");
    expect(text).toContain("10 giorni dopo il pagamento controlla nell’Estratto conto INPS");
    expect(text).toContain("803 164, da cellulare 06 164 164");
    expect(text).toContain("Non ti chiediamo mai password, codici o denaro");
    for (const { label, description } of context.config.services) {
      expect(text).toContain(label);
      expect(text).toContain(description);
    }
  }
  expect(inpsMobile.body).toContain("fino al 30 novembre 2026");
  expect(sms.text).toContain("fino al 30/11/2026");
});

test("numbers and days of the settings are what the messages say", () => {
  const config = configSchema.parse({
    help: { contactCenter: "800 000", contactCenterFromMobile: "06 0000" },
    accountStatement: { checkAfterDays: 7 },
    calendar: { saturdayMoves: false },
  });
  const { myinps } = messagesFor({}, { ...context, asOf: day("2026-08-31"), config });
  expect(myinps.body).toContain("800 000, da cellulare 06 0000");
  expect(myinps.body).toContain("7 giorni dopo il pagamento controlla");
  expect(myinps.body).toContain("dal 1° al 10 ottobre");
});

test("where the guide is a request of the institute, no message speaks of paying of one's own accord", () => {
  const config = configSchema.parse({ latePayment: { guideIsRequest: true } });
  const { myinps, io, email } = messagesFor({}, { ...context, config });
  for (const text of [myinps.body, io.content.markdown, email.html, email.text]) {
    expect(text).not.toContain("120 giorni");
    expect(text).toContain("Se paghi ora, il costo si ferma");
  }
});

test("IO asks whether one has paid before it offers to pay", () => {
  const workers = [worker("Olena", owed("2026-Q1", { noticeNumber: notice, outstandingCents: 39000 }))];
  const { markdown } = messagesFor({ workers }).io.content;
  expect(markdown.indexOf("**Hai già pagato tutto?**")).toBeGreaterThan(0);
  expect(markdown.indexOf("**Hai già pagato tutto?**")).toBeLessThan(markdown.indexOf("puoi farlo anche da qui"));
});

test("an e-mail says to type the address before it shows the button, and its preview tells nothing", () => {
  const { html, text, subject } = messagesFor().email;
  for (const body of [html, text]) {
    expect(body.indexOf("scrivi tu www.inps.it nel browser")).toBeGreaterThan(0);
    expect(body.indexOf("scrivi tu www.inps.it nel browser")).toBeLessThan(
      body.lastIndexOf(guideFor(employer()).guideUrl),
    );
  }
  const shownFirst = html
    .replace(/^[\s\S]*<body[^>]*>/, "")
    .replace(/<[^>]*>/g, "")
    .replace(/&#847;|&zwnj;|&nbsp;/g, " ")
    .slice(0, 200);
  for (const preview of [subject, shownFirst, text.slice(0, 200)])
    expect(preview).not.toMatch(/versat|\d° ?trim|primo|2026 \(/);
});

test("nothing shown before a message is opened names the person or says what is owed", () => {
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
  expect(myinps.services).toEqual(
    context.config.services.map(({ shortLabel: _, purpose: __, shownDuring: ___, ...service }) => service),
  );
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
    name: "a payment on record that the as-of date does not count yet",
    workers: [
      worker("Olena", owed("2026-Q1", { noticeNumber: notice, outstandingCents: 39000, isPaymentRecorded: true })),
    ],
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
  expect(content.markdown.includes("puoi farlo anche da qui")).toBe(expected !== undefined);
  expect(content.markdown.includes("cta_2")).toBe(expected === undefined);
});

test("the payee only when configured, no payment at all when switched off", () => {
  const workers = [worker("Olena", owed("2026-Q1", { noticeNumber: notice, outstandingCents: 39000 }))];
  const withIo = (io: object) =>
    messagesFor({ workers }, { ...context, config: configSchema.parse({ io }) }).io.content.payment_data;
  expect(withIo({ payeeFiscalCode: "80078750587" })).toHaveProperty("payee", { fiscal_code: "80078750587" });
  expect(withIo({ paymentData: false })).toBeUndefined();
});
