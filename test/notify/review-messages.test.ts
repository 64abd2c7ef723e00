import { describe, expect, test } from "vitest";
import { configSchema } from "../../pipeline/settings/config.ts";
import { context, employer, guideFor, messagesFor, owed, underReview, worker, workerInReview } from "./employers.ts";
import { reviewSection, wholeTexts } from "./review-section.ts";

const olena = worker("Olena", "2026-Q1");
const answer = "Leggerai la risposta nel Cassetto previdenziale, in Comunicazione bidirezionale.";
const notAgain = "Non serve inviare di nuovo la richiesta.";

const cases = [
  { name: "a request alone", changes: underReview(), lists: [], mail: [] },
  {
    name: "another quarter of the same worker",
    changes: underReview(workerInReview("Olena", "2026-Q2")),
    lists: ["- **Olena**: secondo trimestre 2026 (aprile–giugno)"],
    mail: ["secondo trimestre 2026 (aprile–giugno)"],
  },
  {
    name: "partly paid: what is missing is not said",
    changes: underReview(workerInReview("Olena", "2026-Q2 partial", "2026-Q3")),
    lists: ["- **Olena**: secondo trimestre 2026 (aprile–giugno) e terzo trimestre 2026 (luglio–settembre)"],
    mail: ["secondo trimestre 2026 (aprile–giugno)", "terzo trimestre 2026 (luglio–settembre)"],
  },
  {
    name: "the quarter that is owed for Olena, for Irina",
    changes: underReview(workerInReview("Irina", "2026-Q1")),
    lists: ["- **Irina**: primo trimestre 2026 (gennaio–marzo)"],
    mail: ["primo trimestre 2026 (gennaio–marzo), per un altro rapporto di lavoro"],
  },
  {
    name: "the same for two others, and a quarter that is not owed: oldest first",
    changes: underReview(workerInReview("Irina", "2026-Q1", "2026-Q2"), workerInReview("Ana", "2026-Q1")),
    lists: [
      "- **Irina**: primo trimestre 2026 (gennaio–marzo) e secondo trimestre 2026 (aprile–giugno)",
      "- **Ana**: primo trimestre 2026 (gennaio–marzo)",
    ],
    mail: [
      "primo trimestre 2026 (gennaio–marzo), per altri rapporti di lavoro",
      "secondo trimestre 2026 (aprile–giugno)",
    ],
  },
  {
    name: "six quarters have months",
    changes: underReview(workerInReview("Irina", "2026-Q2", "2026-Q3", "2026-Q4", "2027-Q1", "2027-Q2", "2027-Q3")),
    lists: [expect.stringMatching(/^- \*\*Irina\*\*: .* e terzo trimestre 2027 \(luglio–settembre\)$/)],
    mail: expect.arrayContaining(["terzo trimestre 2027 (luglio–settembre)"]),
  },
  {
    name: "seven have none",
    changes: underReview(
      workerInReview("Irina", "2026-Q2", "2026-Q3", "2026-Q4", "2027-Q1", "2027-Q2", "2027-Q3", "2027-Q4"),
    ),
    lists: [expect.stringMatching(/^- \*\*Irina\*\*: secondo trimestre 2026, .* e quarto trimestre 2027$/)],
    mail: expect.arrayContaining(["quarto trimestre 2027"]),
  },
  {
    name: "five workers: one is counted",
    changes: underReview(...["A", "B", "C", "D", "E"].map((name) => workerInReview(name, "2026-Q2"))),
    lists: [
      ...["A", "B", "C", "D"].map((name) => `- **${name}**: secondo trimestre 2026 (aprile–giugno)`),
      "- un altro rapporto di lavoro",
    ],
    mail: ["secondo trimestre 2026 (aprile–giugno)"],
  },
  {
    name: "thirteen quarters of one worker: one is left out",
    changes: underReview(workerInReview("Irina", ...years(2027, 2029), "2030-Q1")),
    lists: [expect.stringMatching(/ e quarto trimestre 2029 e altri$/)],
    mail: [...Array.from({ length: 12 }, () => expect.stringMatching(/trimestre 202[789]$/)), "altri trimestri"],
  },
];

function years(first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index).flatMap((year) =>
    [1, 2, 3, 4].map((number) => `${year}-Q${number}`),
  );
}

describe.each(cases)("in review, $name", ({ changes, lists, mail }) => {
  const messages = messagesFor({ workers: [olena], ...changes });

  test("MyINPS and IO list workers and quarters, where the answer will be read, and that nothing is sent again", () => {
    for (const text of [messages.myinps.body, messages.io.content.markdown]) {
      const lines = reviewSection(text).split("\n");
      expect(lines[0]).toBe("**Stiamo esaminando una tua richiesta**");
      expect(lines.filter((line) => line.startsWith("- "))).toEqual(lists);
      expect(lines.join("\n")).toContain(`${answer} ${notAgain}`);
    }
  });

  test("an e-mail lists quarters and no worker", () => {
    const plain = reviewSection(messages.email.text);
    expect(plain.split("\n").flatMap((line) => (line.startsWith("- ") ? [line.slice(2)] : []))).toEqual(mail);
    const html = reviewSection(messages.email.html);
    expect([...html.matchAll(/<li[^>]*>([^<]*)<\/li>/g)].map(([, text]) => text)).toEqual(mail);
    for (const section of [plain, html]) {
      expect(section.replace(/<[^>]*>/g, "")).toContain(`${answer} ${notAgain}`);
      expect(section).not.toMatch(/Olena|Irina|Ana/);
    }
  });

  test("SMS and push say it without a quarter or a name", () => {
    expect(messages.sms).toMatchObject({ segments: 1, encoding: "GSM-7" });
    expect(messages.sms.text).toBe(
      "INPS: la tua video-guida sui contributi è su www.inps.it, MyINPS, fino al 30/11/2026. Richiesta in verifica: non rifarla, risposta nel Cassetto.",
    );
    expect(messages.inpsMobile.body).toBe(
      "È pronta la tua video-guida sui contributi dei lavoratori domestici. Puoi guardarla fino al 30 novembre 2026. La tua richiesta è in verifica: non serve inviarla di nuovo. Leggerai la risposta nel Cassetto previdenziale.",
    );
  });

  test("subjects and titles are those of everybody", () => {
    const { myinps, email, io, inpsMobile } = messagesFor();
    expect(messages.myinps.title).toBe(myinps.title);
    expect(messages.email.subject).toBe(email.subject);
    expect(messages.io.content.subject).toBe(io.content.subject);
    expect(messages.inpsMobile.title).toBe(inpsMobile.title);
  });

  test("what is asked of them is not asked again, and not for what is in review", () => {
    for (const text of wholeTexts(messages)) {
      expect(text).toContain("Versa ora quanto ti indichiamo come non versato");
      expect(text).not.toContain("i contributi di questa guida");
      expect(text).toContain("scrivi dal Cassetto previdenziale, se non lo hai già fatto");
    }
  });
});

test("the SMS with the person's link, also the longest that an office may set", () => {
  const settings = { sms: { link: true }, baseUrl: `https://${"w".repeat(28)}` };
  const config = configSchema.parse(settings);
  const { sms } = messagesFor(underReview(), { ...context, config });
  expect(sms.text).toMatch(
    /^INPS: richiesta in verifica: non rifarla, risposta nel Cassetto\. Guida fino al 30\/11\/2026: https:\/\/guide\.example\/guide\/\S+$/,
  );
  expect(sms.text.endsWith(guideFor(employer()).guideUrl)).toBe(true);
  expect(sms).toMatchObject({ segments: 1, encoding: "GSM-7" });
});

test("beside a request eight workers and thirty-six quarters that are owed are named, then the guide has them", () => {
  const workers = Array.from({ length: 10 }, (_, index) => worker(`W${index + 1}`, "2026-Q1"));
  expect(messagesFor({ workers, ...underReview() }).myinps.body).toContain("- altri 2 rapporti di lavoro, che trovi");
  const one = [worker("Olena", ...years(2026, 2035))];
  expect(messagesFor({ workers: one, ...underReview() }).io.content.markdown).toContain(
    "quarto trimestre 2034 e altri, che trovi nella video-guida",
  );
});

const notice = { noticeNumber: "301002601000051836", outstandingCents: 39000 };

test.each([
  {
    name: "the one unpaid notice, beside what is in review",
    workers: [worker("Olena", owed("2026-Q1", notice))],
    reviewed: [workerInReview("Irina", "2026-Q1", "2026-Q2"), workerInReview("Olena", "2026-Q3")],
    expected: { amount: 39000, notice_number: notice.noticeNumber },
  },
  {
    name: "two that are owed, whatever is in review",
    workers: [worker("Olena", owed("2026-Q1", notice), "2026-Q2")],
    reviewed: [workerInReview("Irina", "2026-Q1")],
    expected: undefined,
  },
  {
    name: "the unpaid quarter has no notice: none of a quarter in review takes its place",
    workers: [worker("Olena", "2026-Q1")],
    reviewed: [{ ...workerInReview("Olena"), quarters: [owed("2026-Q2", notice)] }],
    expected: undefined,
  },
])("payment in IO, $name", ({ workers, reviewed, expected }) => {
  const { content } = messagesFor({ workers, ...underReview(...reviewed) }).io;
  expect(content.payment_data).toEqual(expected);
  expect(
    content.markdown.includes(
      "Se non hai ancora pagato i contributi del primo trimestre 2026 (gennaio–marzo) per Olena, puoi farlo anche da qui",
    ),
  ).toBe(expected !== undefined);
});
