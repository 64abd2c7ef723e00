import { expect, test } from "vitest";
import { dashboardFile } from "../../../pipeline/serve/pages/dashboard/dashboard-file.ts";
import { readConfig } from "../../../pipeline/settings/config.ts";
import { drawnMarks } from "../../measure/drawn-marks.ts";
import { dashboardCampaigns } from "./dashboard-campaigns.ts";
import { csvValues, dashboardOf, readDashboard } from "./shown-dashboard.ts";

/** Where on the dashboard each measure stands: the id of its figure, and the name of its column. */
const places: Record<string, [figure: string, column: string]> = {
  sent: ["canali", "Inviati"],
  delivered: ["canali", "Consegnati"],
  read: ["canali", "Letti"],
  bounced: ["canali", "Non recapitati"],
  unreachable: ["irraggiungibili", "Persone"],
  corrections: ["rettifiche", "Avvisi"],
  opened_day: ["giorni", "Aperte"],
  played_day: ["giorni", "Avviate"],
  chapter: ["capitoli", "Persone"],
  service: ["servizi", "Volte"],
  rated: ["stelle", "Persone"],
  quarters_named: ["pagati", "Trimestri indicati"],
  quarters_paid_since: ["pagati", "Pagati da allora"],
  quarters_paid_by_day: ["quando-pagati", "Trimestri"],
  quarters_named_by_channels: ["pagati-canali", "Trimestri indicati"],
  quarters_paid_by_channels: ["pagati-canali", "Pagati da allora"],
  decided: ["decisioni", "Datori di lavoro"],
  rejected_code: ["scarti", "Righe"],
  rows: ["righe", "Lette"],
  rejected: ["righe", "Scartate"],
  seconds: ["secondi", "Secondi"],
};

/** Figures of which a table has more than one measure in a column. */
const together: { figure: string; column: string; measures: string[] }[] = [
  { figure: "aperture", column: "Persone", measures: ["available", "opened", "played", "downloaded"] },
  { figure: "quanto", column: "Persone", measures: ["played", "watched"] },
  { figure: "fatte", column: "Numero", measures: ["videos", "scenes", "rendered", "failed"] },
];

/** `1.234,5`, or the words in place of a figure; written apart from the code of the page. */
function inItalian(value: string): string {
  if (value === "<5") return "meno di 5";
  if (value === "*") return "non mostrato";
  const [whole = "", part] = String(Math.round(Number(value) * 10) / 10).split(".");
  return whole.replace(/\B(?=(\d{3})+$)/g, ".") + (part ? `,${part}` : "");
}

const isNumber = (value: string) => /^\d/.test(value);

const named = Object.entries(dashboardCampaigns);

test.each(named)("%s: each table has the figures of measures.csv, and no others", async (_, campaigns) => {
  const [campaign] = campaigns;
  if (!campaign) throw new Error("no campaign");
  const page = await readDashboard(campaigns);
  const columns = [
    ...Object.entries(places).map(([measure, [figure, column]]) => ({ figure, column, measures: [measure] })),
    ...together,
  ];
  const areMeasured = campaign.measures.length > 0;
  expect(areMeasured).toBe(true);
  for (const { figure, column, measures } of columns) {
    const shown = page.column(figure, column);
    const all = measures.flatMap((measure) => csvValues(campaign, measure)).map(inItalian);
    // Days after the last on which enough people came are in the file alone.
    const values =
      figure === "giorni" ? [...all.slice(0, shown.length), ...all.slice(shown.length).filter(isNumber)] : all;
    const isNothing = page.sentenceOf(figure)?.startsWith("Ancora niente da mostrare");
    if (isNothing) expect(values.filter(isNumber)).toEqual([]);
    else expect(shown.filter((value) => value !== "–").sort(), `${figure}, ${column}`).toEqual(values.sort());
  }
});

test.each(named)("%s: what a mark stands for stands in the table of its figure", async (_, campaigns) => {
  const html = await dashboardOf(campaigns);
  const figures = html.split("<figure").slice(1);
  expect(figures.length).toBeGreaterThan(3);
  for (const figure of figures) {
    const svg = /<svg[\s\S]*<\/svg>/.exec(figure)?.[0] ?? "";
    const rows = [...figure.matchAll(/<tr role="row"><th[^>]*>([^<]*)<\/th>(.*)<\/tr>/g)];
    const cells = rows.flatMap(([, name = "", row = ""]) =>
      [...row.matchAll(/data-label="([^"]*)">([^<]*)</g)].map(([, column, text]) => `${name} – ${column}: ${text}`),
    );
    for (const { title, shape } of drawnMarks(svg)) if (title.includes(": ")) expect(cells, shape).toContain(title);
  }
});

test("the five figures, with the campaign before and the change", async () => {
  const page = await readDashboard(dashboardCampaigns.country);
  expect(page.text(".figure .value")).toEqual(["168.432", "168.120", "52.018", "58.791", "4,2"]);
  expect(page.text(".figure .share")).toEqual(["99,8\u00a0% dei destinatari", "31\u00a0% delle erogate"]);
  expect(page.text(".figure .before .quiet")).toEqual([
    ...[
      "maggio 2026: 151.902",
      "maggio 2026: 151.877",
      "maggio 2026: 55.204",
      "maggio 2026: 58.777",
      "maggio 2026: 4,1",
    ],
  ]);
  expect(page.text(".figure .change")).toEqual([
    ...["11\u00a0% in più", "11\u00a0% in più", "5,8\u00a0% in meno", "come prima", "0,1 in più"],
  ]);
  const empty = await readDashboard(dashboardCampaigns.empty);
  expect(empty.text(".figure .change")).toEqual(["11\u00a0% in più", "11\u00a0% in più"]);
});

test.each([
  {
    campaign: "country",
    figure: "canali",
    says: "Tornano indietro di più gli avvisi per E-mail: 5.204 su 58.933 (8,8\u00a0%).",
  },
  {
    campaign: "country",
    figure: "quanto",
    says: "Su 52.018 che hanno avviato il video, 27.455 l’hanno guardato fino in fondo (53\u00a0%).",
  },
  {
    campaign: "tiny",
    figure: "quanto",
    says: "Quanti arrivano a un quarto, a metà, a tre quarti, alla fine; quanti alla fine non si può ancora dire.",
  },
  {
    campaign: "country",
    figure: "giorni",
    says: "Su 74.310 persone che hanno aperto la guida, 19.204 l’hanno fatto il giorno dell’avviso (26\u00a0%).",
  },
  { campaign: "empty", figure: "giorni", says: "Ancora niente da mostrare: i numeri sono troppo piccoli." },
  {
    campaign: "country",
    figure: "stelle",
    says: "In media 4,2 su 5 (più o meno 0,02); 10.347 persone su 12.584 danno 4 o 5 stelle (82\u00a0%).",
  },
  {
    campaign: "country",
    figure: "esperimento",
    says: "Con la guida è stato pagato il 43,1\u00a0% dei trimestri, senza il 38,5\u00a0%: la differenza è di +4,6 punti percentuali (intervallo al 95 %: da +3,9 a +5,3). Il caso da solo la spiega male.",
  },
  {
    campaign: "country",
    figure: "pagati",
    says: "È stato pagato il 55\u00a0% dei trimestri indicati a chi ha aperto la guida, il 33,7\u00a0% di quelli di chi non l’ha aperta.",
  },
  {
    campaign: "tiny",
    figure: "irraggiungibili",
    says: "Alcuni destinatari non si raggiungono che in MyINPS: senza altri canali, o con avvisi tornati indietro.",
  },
  { campaign: "tiny", figure: "esperimento", says: undefined },
] as const)("$campaign, $figure: one sentence", async ({ campaign, figure, says }) => {
  expect((await readDashboard(dashboardCampaigns[campaign])).sentenceOf(figure)).toBe(says);
});

test("with a larger limit the page says so everywhere", async () => {
  const page = await readDashboard(dashboardCampaigns.tiny.map((one) => ({ ...one, fewest: 10 })));
  expect(page.column("canali", "Letti")).toContain("meno di 10");
  expect(page.text("body").join()).not.toMatch(/[Mm]eno di 5/);
  expect(page.text("body").join()).toContain("«Meno di 10»");
});

test.each([
  { at: "2026-11-26T08:07:00Z", shown: "Numeri del 26 novembre 2026 alle ore 09:07" },
  { at: "2026-06-30T22:30:00Z", shown: "Numeri del 1 luglio 2026 alle ore 00:30" },
])("counted at $at: in Italian time", async ({ at, shown }) => {
  const page = await readDashboard(dashboardCampaigns.purged, { countedAt: new Date(at) });
  expect(page.text(".counted")).toEqual([shown]);
  expect((await readDashboard(dashboardCampaigns.purged)).text(".counted")).toEqual([]);
});

test("of a purged campaign it says what is not known any more, and comments are text", async () => {
  const purged = await dashboardOf(dashboardCampaigns.purged);
  expect(purged).toContain("il resto è stato cancellato");
  expect(purged).not.toMatch(/id="(consegna|processo|risultato)"/);
  const tiny = await dashboardOf(dashboardCampaigns.tiny);
  expect(tiny).not.toContain("il resto è stato cancellato");
  expect(tiny).toContain("«Mi è servito &lt;b&gt;molto&lt;/b&gt; &amp; subito.»");
});

test("a purged campaign whose measures were kept is said to be purged, and needs no hand", async () => {
  const command = "videoguida notify --campaign 2026-11";
  expect(await dashboardOf(dashboardCampaigns.troubled)).toContain(command);
  const kept = await dashboardOf(dashboardCampaigns.troubled.map((one) => ({ ...one, isPurged: true })));
  expect(kept).toContain("il resto è stato cancellato");
  expect(kept).toMatch(/id="consegna"/);
  expect(kept).not.toContain(command);
});

test.each(named)("%s: nothing that the policy of served pages would refuse", async (_, campaigns) => {
  const html = await dashboardOf(campaigns);
  const body = html.slice(html.indexOf("</head>"));
  expect(body).not.toMatch(/<style|<script|style=| on[a-z]+=/);
  const ids = [...body.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test("the file of a country is less than 400 KB without its fonts, and loads nothing", async () => {
  const [campaign] = dashboardCampaigns.country;
  const html = await dashboardFile(dashboardCampaigns.country, {
    ...{ campaign: campaign?.campaign ?? null, config: readConfig(null) },
  });
  expect(html.replaceAll(/base64,[^"]+/g, "").length).toBeLessThan(400_000);
  expect(html).not.toMatch(/<link|<script|src=|url\("?(?!data:|"?data:|#)/);
});
