import type { Shown } from "../../../pipeline/measure/disclosure/small-numbers.ts";
import type { Measure } from "../../../pipeline/measure/measure.ts";
import type { CampaignMeasures } from "../../../pipeline/measure/measure-campaigns.ts";

const few = (count: number): Shown[] => Array.from({ length: count }, () => "few");

/** By measure and dimension; `""` is the dimension of a measure without one. */
type Figures = Record<string, Record<string, Shown>>;

function campaignOf(campaign: string, figures: Figures, comments: string[] = []): CampaignMeasures {
  const measures = Object.entries(figures).flatMap(([measure, values]) =>
    Object.entries(values).map(([dimension, value]): Measure => ({ measure, dimension, value })),
  );
  return { campaign, fewest: 5, isPurged: false, measures, comments };
}

/** Values by dimensions, in their order: `_` is none, and `portale-pagamenti:end` one of two words. */
const by = (dimensions: string, ...values: Shown[]) =>
  Object.fromEntries(
    dimensions.split(" ").map((name, index) => [name.replace("_", "").replace(":", " "), values[index] as Shown]),
  );

const channels = "myinps sms email io inps-mobile";
const days = "0 1 2 3 4 5 6 7 8 9 10 11 12 13 14-20 21-27 28-59 60-";
const services = "portale-pagamenti cassetto-previdenziale estratto-conto servizi-lavoratori-domestici app-inps-mobile";

/** What people did in a country: 168,432 selected, a tenth of them held out to compare. */
const countrysFigures: Figures = {
  selected: by("_", 168_432),
  available: by("_", 168_120),
  sent: by(channels, 168_120, 71_204, 58_933, 49_871, 12_410),
  delivered: by(channels, 168_120, 69_870, 53_114, 48_902, 11_987),
  read: by(channels, 61_344, "few", 22_841, 31_205, 6_102),
  bounced: by(channels, "few", 1_102, 5_204, 512, 301),
  corrections: by("myinps sms email io", 214, 61, 70, 43),
  corrections_waiting: by("_", 0),
  unreachable: by("no-channel not-delivered", 41_022, 3_871),
  opened: by("_", 74_310),
  played: by("_", 52_018),
  watched: by("25 50 75 100", 45_107, 39_264, 33_870, 27_455),
  chapter: by("1 2 3 4 5", 51_640, 43_218, 37_902, 33_411, 29_870),
  downloaded: by("_", 3_241),
  opened_day: by(
    days,
    ...[
      19_204, 11_873, 7_310, 5_022, 3_911, 2_480, 2_102, 2_644, 1_893, 1_320, 1_107, 968, 702, 611, 5_230, 3_104, 4_012,
      817,
    ],
  ),
  played_day: by(
    days,
    ...[
      12_870, 8_241, 5_190, 3_522, 2_704, 1_713, 1_466, 1_911, 1_308, 927, 780, 664, 498, 431, 3_702, 2_218, 3_291, 582,
    ],
  ),
  service: by(services, 31_204, 6_218, 14_877, 4_102, 2_390),
  interactions: by("_", 58_791),
  service_place: {
    ...by(
      "portale-pagamenti:2 portale-pagamenti:3 portale-pagamenti:end portale-pagamenti:page",
      12_410,
      1_208,
      9_877,
      7_709,
    ),
    ...by("cassetto-previdenziale:3 cassetto-previdenziale:end cassetto-previdenziale:page", 3_112, 1_804, 1_302),
    ...by("estratto-conto:1 estratto-conto:4 estratto-conto:end estratto-conto:page", 2_204, 5_310, 4_022, 3_341),
    ...by(
      "servizi-lavoratori-domestici:3 servizi-lavoratori-domestici:end servizi-lavoratori-domestici:page",
      2_010,
      1_204,
      888,
    ),
    ...by("app-inps-mobile:end app-inps-mobile:page", 1_506, 884),
  },
  rated: by("1 2 3 4 5", 612, 418, 1_207, 3_544, 6_803),
  rating_mean: by("_ one-worker several-workers", 4.23, 4.31, 3.94),
  rating_margin: by("_", 0.02),
  quarters_named: by("opened not-opened", 96_204, 121_870),
  quarters_paid_since: by("opened not-opened", 52_911, 41_033),
  quarters_paid_by_day: by("0 7 14 30 60 90", 1_204, 14_211, 29_874, 58_120, 81_902, 90_377),
  quarters_named_by_channels: by("myinps myinps+sms myinps+email myinps+sms+email+io", 53_120, 41_877, 38_204, 29_911),
  quarters_paid_by_channels: by("myinps myinps+sms myinps+email myinps+sms+email+io", 18_322, 18_104, 17_820, 15_902),
  rows: by("employers relationships contributions suspensions", 912_430, 1_104_822, 5_210_933, 18_204),
  rejected: by("employers relationships contributions suspensions", 1_204, 3_018, 9_877, 12),
  rejected_code: by(
    "unknown-relationship invalid-fiscal-code blank-first-name invalid-amount duplicate-relationship unknown-employer invalid-quarter",
    ...[6_204, 1_118, 86, 3_412, 1_902, 1_116, 273],
  ),
  decided: by(
    "unpaid all-paid nothing-due no-relationship-in-force incomplete-data holdout",
    ...[168_432, 601_204, 33_910, 88_102, 861, 18_717],
  ),
  seconds: by("ingest decide storyboards render assemble notify", 41.2, 18.9, 96.4, 5_120.7, 8_411.3, 63),
  scenes: by("_", 5_812),
  rendered: by("_", 1_204),
  videos: by("_", 21_377),
  failed: by("_", 0),
};

const comments = [
  "Chiaro e breve, finalmente ho capito dove pagare.",
  "Il video è utile ma la voce manca.",
  "Avevo già pagato: la guida diceva di aspettare qualche giorno, ed era vero.",
  "Vorrei ricevere anche il modello da portare in banca.",
  "Molto bene.",
  "Le scritte scorrono un po’ troppo in fretta per mia madre, che ha 81 anni e ha dovuto fermare il video tre volte.",
  "Ottimo il pulsante che porta al pagamento.",
  "Non si capisce se devo pagare anche per la badante precedente.",
  "Grazie.",
  "Si potrebbe avere in inglese?",
];

const country = campaignOf(
  "2026-08",
  {
    ...countrysFigures,
    holdout_quarters_named: by("_", 24_210),
    holdout_quarters_paid_since: by("_", 9_321),
    holdout_share: by("guided held-out", 43.1, 38.5),
    holdout_difference: by("_ low high", 4.6, 3.9, 5.3),
  },
  comments,
);

const beforeCountry = campaignOf("2026-05", {
  selected: by("_", 151_902),
  available: by("_", 151_877),
  opened: by("_", 71_002),
  played: by("_", 55_204),
  interactions: by("_", 58_777),
  rating_mean: by("_", 4.1),
});

/** Something needs a hand everywhere; and a purged one of which only visits are known. */
const troubled = campaignOf("2026-11", {
  ...countrysFigures,
  corrections_waiting: by("_", 214),
  failed: by("_", 37),
  rejected: by("employers relationships contributions suspensions", 1_204, 88_018, 9_877, 12),
  bounced: by(channels, "few", 1_102, 5_204, 512, 301),
});

/** Planned, made and sent just now; nobody has opened anything. */
const empty = campaignOf("2026-08", {
  selected: by("_", 168_432),
  available: by("_", 168_120),
  sent: by(channels, 168_120, 71_204, 58_933, 49_871, 12_410),
  delivered: by(channels, "few", "few", "few", "few", "few"),
  read: by(channels, "few", "few", "few", "few", "few"),
  bounced: by(channels, "few", "few", "few", "few", "few"),
  corrections_waiting: by("_", 0),
  opened: by("_", "few"),
  played: by("_", "few"),
  watched: by("25 50 75 100", "few", "few", "few", "few"),
  downloaded: by("_", "few"),
  opened_day: by(days, ...few(18)),
  played_day: by(days, ...few(18)),
  interactions: by("_", "few"),
  rated: by("1 2 3 4 5", "few", "few", "few", "few", "few"),
  rating_mean: by("_", "few"),
  quarters_named: by("opened not-opened", "few", 218_074),
  quarters_paid_since: by("opened not-opened", "few", "few"),
  rows: by("employers relationships contributions suspensions", 912_430, 1_104_822, 5_210_933, 18_204),
  rejected: by("employers relationships contributions suspensions", 1_204, 3_018, 9_877, 12),
  decided: by("unpaid all-paid nothing-due no-relationship-in-force", 168_432, 620_021, 33_910, 88_863),
  seconds: by("ingest decide storyboards render assemble notify", 41.2, 18.9, 96.4, 5_120.7, 8_411.3, 63),
  scenes: by("_", 5_812),
  rendered: by("_", 5_812),
  videos: by("_", 21_377),
  failed: by("_", 0),
});

/** A trial with some sixty people: much is too few to be shown, and more would give it away. */
const tiny = campaignOf(
  "2026-05",
  {
    selected: by("_", 61),
    available: by("_", 56),
    sent: by("myinps sms email io inps-mobile", 56, 31, "near", 12, "few"),
    delivered: by("myinps sms email io inps-mobile", 56, 26, "near", "near", "few"),
    read: by("myinps sms email io inps-mobile", 21, "few", 9, "near", "few"),
    bounced: by("myinps sms email io inps-mobile", "few", 5, "few", "few", "few"),
    corrections_waiting: by("_", 0),
    unreachable: by("no-channel not-delivered", 14, "few"),
    opened: by("_", 34),
    played: by("_", 22),
    watched: by("25 50 75 100", "near", 17, 11, "few"),
    chapter: by("1 2 3 4 5", 22, 16, "near", 9, "few"),
    downloaded: by("_", "few"),
    opened_day: by(days, 12, 8, "few", "near", ...few(10), "near", ...few(3)),
    played_day: by(days, 9, 6, ...few(16)),
    service: by(services, 19, "few", "near", "few", "few"),
    interactions: by("_", 33),
    service_place: by(
      "portale-pagamenti:2 portale-pagamenti:end portale-pagamenti:page estratto-conto:4 estratto-conto:end",
      ...(["near", 8, "few", "few", 6] as Shown[]),
    ),
    rated: by("1 2 3 4 5", "few", "few", "near", "near", "near"),
    rating_mean: by("_ one-worker several-workers", 4.1, 4.2, "few"),
    quarters_named: by("opened not-opened", 51, 33),
    quarters_paid_since: by("opened not-opened", 24, "near"),
    quarters_paid_by_day: by("0 7 14 30 60 90", "near", "near", 8, 17, "near", 31),
    quarters_named_by_channels: by("myinps myinps+sms", 33, 51),
    quarters_paid_by_channels: by("myinps myinps+sms", "near", 20),
    rows: by("employers relationships contributions", 240, 301, 1_022),
    rejected: by("employers relationships contributions", 3, 21, 8),
    rejected_code: by("unknown-relationship invalid-fiscal-code", 29, 3),
    decided: by("unpaid all-paid nothing-due incomplete-data", 61, 158, 18, "few"),
    seconds: by("ingest decide storyboards render assemble notify", 0.4, 0.1, 0.6, 71.2, 9.1, 0.2),
    scenes: by("_", 212),
    rendered: by("_", 212),
    videos: by("_", 48),
    failed: by("_", 0),
  },
  ["Tutto chiaro.", "Mi è servito <b>molto</b> & subito."],
);

/** Everything but what people did on its pages is gone. */
const purged = {
  ...campaignOf("2026-02", {
    opened: by("_", 6_120),
    played: by("_", 4_377),
    watched: by("25 50 75 100", 3_902, 3_411, 2_907, 2_204),
    chapter: by("1 2 3 4 5", 4_301, 3_812, 3_207, 2_914, 2_511),
    downloaded: by("_", 211),
    service: by("portale-pagamenti estratto-conto", 2_410, 1_022),
    interactions: by("_", 3_432),
    rated: by("1 2 3 4 5", 40, 31, 88, 301, 544),
    rating_mean: by("_", 4.27),
  }),
  isPurged: true,
};

/** Lists of campaigns as a dashboard is made of them, the latest first; the first one is shown. */
export const dashboardCampaigns: Record<"country" | "troubled" | "empty" | "tiny" | "purged", CampaignMeasures[]> = {
  country: [country, beforeCountry, purged],
  troubled: [troubled, beforeCountry],
  empty: [empty, beforeCountry],
  tiny: [tiny],
  purged: [purged],
};
