import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseHTML } from "linkedom";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { requestCategories } from "../../pipeline/domain/request.ts";
import { agenda, askAfterwards, asking, extractsWithRequests } from "./extracts-with-requests.ts";
import { keptEvents } from "./served.ts";
import { servedCampaign } from "./served-campaign.ts";

const folder = mkdtempSync(path.join(tmpdir(), "guide-requests-"));
const extracts = extractsWithRequests(folder);
const used = servedCampaign(extracts);
const { out, campaign, addressOf } = used;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** One who is told as always: nothing is known but what they have paid. */
const maria = "FRRMRA61C54H501J";

type Page = ReturnType<typeof parseHTML>["document"];

async function pageOf(employerId: string): Promise<Page> {
  const answer = await used.served.ask(addressOf(employerId));
  expect(answer.status).toBe(200);
  return parseHTML(await answer.text()).document;
}

const textsOf = (page: Page, selector: string) =>
  [...page.querySelectorAll(selector)].map(({ textContent }) => textContent?.replace(/\s+/g, " ").trim());

/** `Lucia: in verifica`, row by row. */
const positionIn = (page: Page) =>
  [...page.querySelectorAll(".position tbody")].flatMap((body) =>
    [...body.querySelectorAll(".state")].map(
      (state) => `${body.querySelector("th")?.textContent}: ${state.textContent}`,
    ),
  );

const reviewTitle = "La tua richiesta è in esame";
const ofQuarters = "I trimestri «in verifica» sono quelli della richiesta: per ora non contano tra quelli non versati.";
const firstServices = ["Cedolino della pensione", "Contributi degli artigiani"];

describe.each([
  {
    name: "a quarter in review beside an unpaid one",
    employerId: asking.inReview,
    position: ["Lucia: non risulta versato", "Ana: in verifica"],
    ...{ isPending: true, saysOfQuarters: true, hasAppointment: false, more: [] },
  },
  {
    name: "a request about what is paid; two workers of one name",
    employerId: asking.pendingOnly,
    position: ["Iulia (1\u00a0di\u00a02): non risulta versato", "Iulia (2\u00a0di\u00a02): non risulta versato"],
    ...{ isPending: true, saysOfQuarters: false, hasAppointment: false, more: [] },
  },
  {
    name: "a request that was rejected on that very day, two categories",
    employerId: asking.rejected,
    position: ["Maricel: non risulta versato"],
    ...{ isPending: false, saysOfQuarters: false, hasAppointment: true, more: firstServices },
  },
  {
    name: "one of another kind, without an answer for 31 days, one category",
    employerId: asking.late,
    position: ["Olena: non risulta versato"],
    ...{ isPending: false, saysOfQuarters: false, hasAppointment: true, more: firstServices.slice(0, 1) },
  },
  {
    name: "nothing was asked",
    employerId: maria,
    position: ["Olena: non risulta versato"],
    ...{ isPending: false, saysOfQuarters: false, hasAppointment: false, more: [] },
  },
])("$name", ({ employerId, position, isPending, saysOfQuarters, hasAppointment, more }) => {
  test("the position says what is unpaid and what is in review", async () => {
    const page = await pageOf(employerId);
    expect(positionIn(page)).toEqual(position);
    // A mark of its own, not the words' colour alone.
    const magnifiers = [...page.querySelectorAll(".in-review path")].map((path) => path.getAttribute("d"));
    expect(magnifiers).toHaveLength(position.filter((row) => row.endsWith("in verifica")).length);
    for (const other of page.querySelectorAll(".state:not(.in-review) path"))
      expect(magnifiers).not.toContain(other.getAttribute("d"));
  });

  test("what is said of the request", async () => {
    const page = await pageOf(employerId);
    const said = textsOf(page, ".review p").join(" ");
    expect(textsOf(page, ".review h2")).toEqual(isPending ? [reviewTitle] : []);
    expect(said.includes(ofQuarters)).toBe(saysOfQuarters);
    for (const words of ["non serve inviarla di nuovo", "Cassetto previdenziale, in Comunicazione bidirezionale"])
      expect(said.includes(words)).toBe(isPending);
    expect(said.includes("il costo del ritardo può continuare a crescere")).toBe(isPending);
    expect(said).not.toMatch(/aspett|attend|non pagare/i);
  });

  test("services: an appointment first and only when it is offered, then those of a category", async () => {
    const page = await pageOf(employerId);
    const everybodys = textsOf(await pageOf(maria), ".services .to-service");
    expect(everybodys).toHaveLength(5);
    const offered = [...(hasAppointment ? ["Agenda appuntamenti"] : []), ...more, ...everybodys];
    expect(textsOf(page, ".services .to-service")).toEqual(offered);
    expect(page.querySelectorAll("#at-end li")).toHaveLength(offered.length);
    const moments = [...page.querySelectorAll("#beside template")].map((one) => one.getAttribute("data-services"));
    expect(moments.join(" ").includes("contributi-artigiani")).toBe(more.length === 2);
    for (const [id, isOffered, url] of [
      ["agenda-appuntamenti", hasAppointment, agenda],
      ["cedolino-pensione", more.length > 0, "https://www.inps.it/cedolino"],
      ["contributi-artigiani", more.length > 1, "https://www.inps.it/artigiani"],
      ["estratto-conto", true, "https://www.inps.it"],
    ] as const) {
      const { status, headers } = await used.served.ask(`${addressOf(employerId)}/go/${id}`);
      expect([id, status, headers.get("location")]).toEqual([id, isOffered ? 303 : 404, isOffered ? url : null]);
    }
  });
});

describe("«Non ti torna?»", () => {
  const leadsTo = async (link: { getAttribute(name: string): string | null } | null | undefined) => {
    const { status, headers } = await used.served.ask(link?.getAttribute("href") ?? "");
    expect(status).toBe(303);
    return headers.get("location");
  };
  const cassetto = (code: string, category: string) =>
    `https://cassetto.inps.example/nuova?codice=${code}&tipo=${category}`;

  test("one worker: each category leads to the Cassetto with code and category", async () => {
    const page = await pageOf(maria);
    const links = [...page.querySelectorAll(".write a")];
    expect(links.map(({ textContent }) => textContent)).toEqual([
      "Ho pagato, ma non risulta",
      "Il lavoro era sospeso per tutto il trimestre",
      "Il rapporto di lavoro è finito",
      "Le ore, le settimane o la paga sono diverse",
      "È un’altra cosa",
    ]);
    for (const [index, category] of requestCategories.entries())
      expect(await leadsTo(links[index])).toBe(cassetto("RL0001", category));
  });

  test("several workers, also one who is only in review: the person chooses by first name", async () => {
    for (const { employerId, names, codes } of [
      { employerId: asking.inReview, names: ["Lucia", "Ana"], codes: ["RL1001", "RL1002"] },
      {
        employerId: asking.pendingOnly,
        names: ["Iulia (1\u00a0di\u00a02)", "Iulia (2\u00a0di\u00a02)"],
        codes: ["RL1011", "RL1013"],
      },
      // The code is the sender’s, and may need to be encoded.
      { employerId: asking.two, names: ["Olena", "Irina"], codes: ["RL%201052%2Fb", "RL1051"] },
    ]) {
      const page = await pageOf(employerId);
      const categories = [...page.querySelectorAll(".write details")];
      expect(categories).toHaveLength(requestCategories.length);
      for (const [index, category] of requestCategories.entries()) {
        const links = [...(categories[index]?.querySelectorAll("a") ?? [])];
        expect(links.map(({ textContent }) => textContent)).toEqual(
          names.map((name) => `Il rapporto di lavoro con ${name}`),
        );
        for (const [place, code] of codes.entries()) expect(await leadsTo(links[place])).toBe(cassetto(code, category));
      }
    }
  });

  test("a relationship’s code stands nowhere on the page, and not in our addresses", async () => {
    for (const [employerId, codes] of [
      [maria, ["RL0001"]],
      [asking.inReview, ["RL1001", "RL1002"]],
      [asking.pendingOnly, ["RL1011", "RL1012", "RL1013"]],
    ] as const) {
      const page = await (await used.served.ask(addressOf(employerId))).text();
      for (const code of codes) expect(page).not.toContain(code);
    }
  });

  test("what leads nowhere: another category, another’s relationship, its code itself", async () => {
    const of = async (employerId: string) =>
      (await pageOf(employerId)).querySelector(".write a")?.getAttribute("href")?.split("/").at(-1) ?? "";
    const [own, another] = [await of(maria), await of(asking.inReview)];
    const request = `${addressOf(maria)}/request`;
    expect((await used.served.ask(`${request}/hours/${own}`)).status).toBe(303);
    for (const ending of [`pay/${own}`, `hours/${another}`, "hours/RL0001", `Hours/${own}`, `hours/${own}0`])
      expect([ending, (await used.served.ask(`${request}/${ending}`)).status]).toEqual([ending, 404]);
  });

  test("each use is counted once under one name, not by category, and not when only the browser asks", async () => {
    const before = (await keptEvents(out)).map(({ event_id }) => event_id);
    const address = (await pageOf(maria)).querySelector(".write a")?.getAttribute("href") ?? "";
    await used.served.ask(address);
    await used.served.ask(address, { headers: { "Sec-Purpose": "prefetch" } });
    await used.served.ask(address, { method: "HEAD" });
    const added = (await keptEvents(out)).filter(({ event_id }) => !before.includes(event_id));
    expect(added).toMatchObject([{ type: "service", service: "scrivi-all-inps", place: null }]);
  });
});

describe("everything unpaid is in review since", () => {
  let opened = "";
  beforeAll(() => {
    opened = addressOf(asking.afterwards);
  });

  test("by later extracts: a page that says so, without film or quarter, and not that all is paid", async () => {
    const before = await pageOf(asking.afterwards);
    expect(positionIn(before)).toEqual(["Irina: non risulta versato"]);
    const written = before.querySelector(".write a")?.getAttribute("href") ?? "";
    askAfterwards(extracts.extracts);
    for (const stage of ["plan", "render", "notify"] as const) await campaign[stage]();
    await expectInReview(opened);
    // By a page that was open: the current plan has no guide of theirs, so they are told why.
    const answer = await used.served.ask(written);
    expect([answer.status, answer.headers.get("location")]).toEqual([303, opened]);
    expect((await used.served.ask(`${opened}/go/estratto-conto`)).status).toBe(303);
  });

  test("by a file of requests after the notices", async () => {
    const before = await pageOf(asking.two);
    await campaign.withLedger(({ knex }) =>
      knex("suppressed").insert({ campaign: "2026-05", employer_id: asking.two, reason: "in-review" }),
    );
    await expectInReview(addressOf(asking.two));
    const counted = (await keptEvents(out)).length;
    const written = before.querySelector(".write a")?.getAttribute("href") ?? "";
    expect((await used.served.ask(written)).status).toBe(303);
    expect(await keptEvents(out)).toHaveLength(counted);
  });

  async function expectInReview(address: string): Promise<void> {
    const answer = await used.served.ask(address);
    const page = await answer.text();
    expect(answer.status).toBe(200);
    for (const words of [
      `<h1>${reviewTitle}</h1>`,
      "non serve inviarla di nuovo",
      "in Comunicazione bidirezionale",
      "il costo del ritardo può continuare a crescere",
      "Apri il Cassetto previdenziale</a>",
    ])
      expect(page).toContain(words);
    expect(page).not.toMatch(/<video|trimestre 2026|Irina|versato|non ti serve/);
    expect((await used.served.ask(`${address}/video.mp4`)).status).toBe(404);
  }
});
