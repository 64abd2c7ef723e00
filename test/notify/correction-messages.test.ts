import { describe, expect, test } from "vitest";
import { type CorrectionReason, correctionReasons } from "../../pipeline/domain/correction.ts";
import { inventedEmployers } from "../../pipeline/domain/invented-employers.ts";
import { type Channel, channels } from "../../pipeline/domain/notification.ts";
import { correctionLineSchema } from "../../pipeline/notify/manifests/manifest-schema.ts";
import { correctionChannels } from "../../pipeline/notify/messages/build-corrections.ts";
import { correctionId, notificationId } from "../../pipeline/notify/notification-id.ts";
import { configSchema } from "../../pipeline/settings/config.ts";
import { context, correctionsFor, employer } from "./employers.ts";

const says: Record<CorrectionReason, string> = {
  "all-paid": "I contributi dovuti per i trimestri di cui ti abbiamo scritto risultano versati.",
  "nothing-due": "Per i trimestri di cui ti abbiamo scritto non risulta nulla da versare.",
  "ended-relationship":
    "Un rapporto di lavoro di cui ti abbiamo scritto risulta finito prima dell’avviso. Se resta qualcosa da versare, lo trovi nell’Estratto conto INPS.",
};

test.each(correctionReasons)("%s is said where there is room, with a greeting and an apology", (reason) => {
  const { myinps, email, io } = correctionsFor({ reason });
  for (const text of [myinps.body, email.text, io.content.markdown]) {
    expect(text).toContain("Ciao Beatrice,");
    expect(text).toContain("avviso di maggio 2026 sui contributi dei lavoratori domestici");
    expect(text.includes("per quell’avviso non devi fare nulla")).toBe(reason !== "ended-relationship");
    expect(text).toContain(`Abbiamo corretto i nostri dati. ${says[reason]}`);
    expect(text).toContain("Ti chiediamo scusa");
    for (const other of correctionReasons.filter((one) => one !== reason)) expect(text).not.toContain(says[other]);
  }
  const paragraphs = [...email.html.matchAll(/<p class="text"[^>]*>([^<]*)<\/p>/g)].map(([, text]) => text);
  expect(paragraphs.join(" ")).toContain(says[reason]);
});

test("of a relationship that ended something may be open: no channel says that the notice may be ignored", () => {
  const { corrections } = correctionsFor({ reason: "ended-relationship" });
  expect(JSON.stringify(corrections)).not.toMatch(/ignor|non devi fare nulla/);
  expect(JSON.stringify(correctionsFor({ reason: "all-paid" }).corrections).match(/ignor/g)?.length).toBeGreaterThan(4);
});

describe.each(correctionReasons)("at their longest: %s", (reason) => {
  test.each(inventedEmployers.map((one, index) => ({ index, one })))("invented employer $index", ({ one }) => {
    const { corrections, sms } = correctionsFor({ ...one, reason });
    expect(corrections.map(({ channel }) => channel)).toEqual(channels);
    for (const line of corrections)
      expect(correctionLineSchema(line.channel).parse(JSON.parse(JSON.stringify(line)))).toEqual(line);
    expect(sms).toMatchObject({ encoding: "GSM-7", segments: 1 });
  });
});

test.each([{ reasons: ["all-paid", "nothing-due"] as const }, { reasons: ["ended-relationship"] as const }])(
  "an SMS and a push notification say the same to everybody, and to nobody why: $reasons",
  ({ reasons }) => {
    const said = inventedEmployers.flatMap((one) =>
      reasons.map((reason) => {
        const { sms, inpsMobile } = correctionsFor({ ...one, reason });
        return JSON.stringify([sms, inpsMobile.title, inpsMobile.body]);
      }),
    );
    expect(new Set(said).size).toBe(1);
  },
);

test("the subjects and what a mail program shows before it is opened are the same for everybody", () => {
  const said = inventedEmployers.map((one) => {
    const { email, io, myinps } = correctionsFor(one);
    const shown = /<div style="display:none[^>]*>(.*?)<\/div>/s.exec(email.html)?.[1];
    return JSON.stringify([email.subject, io.content.subject, myinps.title, shown]);
  });
  expect(new Set(said).size).toBe(1);
});

test("an SMS has no link unless the office switches it on, and says where to look", () => {
  expect(correctionsFor().sms.text).toBe(
    "INPS: l'avviso di maggio 2026 sui contributi domestici non è più valido, puoi ignorarlo. Ci scusiamo. Per controllare: www.inps.it, MyINPS.",
  );
  const withLink = { ...context, config: configSchema.parse({ sms: { link: true } }) };
  expect(correctionsFor({}, withLink).sms).toMatchObject({
    text: expect.stringMatching(/ MyINPS: https:\/\/guide\.example\/guide\/[\w-]{24}$/),
    segments: 1,
  });
});

test.each(["2026-02", "2026-05", "2026-08", "2026-11"])("one segment, also in the campaign %s", (campaign) => {
  const config = configSchema.parse({ sender: { website: "w".repeat(26) } });
  expect(correctionsFor({}, { ...context, campaign, config }).sms.segments).toBe(1);
});

test("nothing is offered and nothing is to be paid", () => {
  const { corrections, myinps } = correctionsFor();
  expect(myinps.services).toEqual([]);
  for (const line of corrections) {
    expect([line.video_id, line.guide_url]).toEqual([null, myinps.guide_link]);
    expect(JSON.stringify(line)).not.toMatch(/Portale|pagoPA|payment_data/);
  }
});

test("ids are those of no notification, the same for ever, and name what is taken back", () => {
  const { corrections } = correctionsFor();
  const { employerId } = employer();
  for (const { notification_id, corrects, channel } of corrections)
    expect([notification_id, corrects]).toEqual([
      correctionId("2026-05", employerId, channel),
      notificationId("2026-05", employerId, channel),
    ]);
  const ids = corrections.flatMap(({ notification_id, corrects }) => [notification_id, corrects]);
  expect(new Set(ids).size).toBe(2 * channels.length);
  expect(correctionId("2026-05", "FNTBRC87D67H223Y", "sms")).toBe("22e88eba9930940b865a7a714534e364");
});

const everywhere = employer().contacts;
test.each<{ name: string; contacts?: object; employerId?: string; reached: Channel[]; told: Channel[] }>([
  { name: "two channels", reached: ["io", "sms"], told: ["sms", "io"] },
  { name: "MyINPS alone", reached: ["myinps"], told: ["myinps"] },
  { name: "an SMS, consent gone", contacts: { mobile: null }, reached: ["sms"], told: ["myinps"] },
  { name: "SMS and e-mail, one gone", contacts: { mobile: null }, reached: ["sms", "email"], told: ["email"] },
  { name: "IO, closed", contacts: { io: false }, reached: ["io"], told: ["myinps"] },
  {
    name: "a push notification, switched off",
    contacts: { inpsMobile: false },
    reached: ["inps-mobile"],
    told: ["myinps"],
  },
  { name: "MyINPS and an SMS, consent gone", contacts: { mobile: null }, reached: ["myinps", "sms"], told: ["myinps"] },
])("reached by $name: told on $told", ({ contacts, reached, told }) => {
  const { employerId } = employer();
  expect(correctionChannels({ employerId, contacts: { ...everywhere, ...contacts } }, reached)).toEqual(told);
});
