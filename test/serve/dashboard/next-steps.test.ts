import { expect, test } from "vitest";
import type { Shown } from "../../../pipeline/measure/disclosure/small-numbers.ts";
import type { Measure } from "../../../pipeline/measure/measure.ts";
import { readCampaign } from "../../../pipeline/serve/pages/dashboard/campaign-reading.ts";
import { nextStepsOf } from "../../../pipeline/serve/pages/dashboard/next-steps.ts";
import { dashboardCampaigns } from "./dashboard-campaigns.ts";

/** Measures by their name and dimension: `sent sms`. */
function stepsOf(figures: Record<string, Shown>) {
  const measures = Object.entries(figures).map(([name, value]): Measure => {
    const [measure = "", dimension = ""] = name.split(" ");
    return { measure, dimension, value };
  });
  const campaign = { campaign: "2026-05", fewest: 5, isPurged: false, measures, comments: [] };
  return nextStepsOf(readCampaign(campaign, { services: [], chapterTitles: [] }));
}

const sent = { "sent sms": 1_000, "delivered sms": 900, opened: 300 };
const none: Record<string, Shown> = { "delivered sms": "few", "read sms": "few", "bounced sms": "few" };

test.each([
  { name: "all is well", figures: { ...sent, failed: 0, corrections_waiting: 0, "bounced sms": 50 }, commands: [] },
  { name: "nothing is known", figures: {}, commands: [] },
  { name: "a guide failed", figures: { failed: 1 }, commands: ["run --campaign 2026-05"] },
  { name: "somebody was told wrongly", figures: { corrections_waiting: 1 }, commands: ["notify --campaign 2026-05"] },
  {
    name: "so few that nobody may tell how many",
    figures: { failed: "few", corrections_waiting: "few" },
    commands: ["notify --campaign 2026-05", "run --campaign 2026-05"],
  },
  { name: "5 % came back", figures: { ...sent, "bounced sms": 50 }, commands: [] },
  { name: "more than 5 % came back", figures: { ...sent, "bounced sms": 51 }, commands: ["inspect <codice fiscale>"] },
  { name: "much came back of few", figures: { ...sent, "sent sms": 99, "bounced sms": 40 }, commands: [] },
  { name: "5 % of rows", figures: { "rows employers": 200, "rejected employers": 10 }, commands: [] },
  {
    name: "more than 5 % of rows",
    figures: { "rows employers": 200, "rejected employers": 11 },
    commands: ["plan --campaign 2026-05"],
  },
  { name: "no receipts at all", figures: { ...sent, ...none }, commands: ["receipts import <file>"] },
  { name: "no receipts of one channel", figures: { ...sent, "sent io": 500, "delivered io": "few" }, commands: [] },
  { name: "no receipts, of few notices", figures: { ...none, "sent sms": 99 }, commands: [] },
  { name: "nobody opened", figures: { ...sent, opened: "few" }, commands: ["events import <file>"] },
  {
    name: "no events are kept",
    figures: { "sent sms": 1_000, "delivered sms": 900 },
    commands: ["events import <file>"],
  },
  { name: "nobody was told", figures: { selected: 500, available: "few" }, commands: ["run --campaign 2026-05"] },
] as { name: string; figures: Record<string, Shown>; commands: string[] }[])("$name", ({ figures, commands }) => {
  expect(stepsOf(figures).map(({ command }) => command)).toEqual(commands.map((words) => `videoguida ${words}`));
});

test("each says in one sentence what is wrong, in figures, the most urgent first", () => {
  const [campaign] = dashboardCampaigns.troubled;
  if (!campaign) throw new Error("no campaign");
  const steps = nextStepsOf(readCampaign(campaign, { services: [], chapterTitles: [] }));
  expect(steps.map(({ says }) => says)).toEqual([
    "214 persone hanno ricevuto un avviso che non dovevano ricevere: manda la rettifica.",
    "37 persone non hanno la loro guida, che non si è potuta fare: guarda perché in campaigns/2026-11/campaign.json e ripeti.",
    "«Rapporti di lavoro»: scartate 88.018 righe su 1.104.822 (8\u00a0%). Manda campaigns/2026-11/rejected.csv a chi prepara l’estratto e ripeti con quello corretto.",
    "E-mail: non recapitati 5.204 avvisi su 58.933 (8,8\u00a0%). Confronta i recapiti con campaigns/2026-11/unreachable.csv. Di una persona si vede tutto con:",
  ]);
});
