import { expect, test } from "vitest";
import { day } from "../../pipeline/domain/day.ts";
import { spontaneousUntil } from "../../pipeline/domain/late-payment.ts";
import { quarter } from "../../pipeline/domain/quarter.ts";
import type { StoryboardContext } from "../../pipeline/storyboard/context.ts";
import { latePaymentScene } from "../../pipeline/storyboard/late-payment-scene.ts";
import { campaignOfMay } from "./context.ts";

test.each([
  { of: "2026-Q1", until: "2026-08-08", why: "10 April, a Friday" },
  { of: "2026-Q2", until: "2026-11-07", why: "10 July" },
  { of: "2026-Q3", until: "2027-02-07", why: "10 October is a Saturday, and the days run from it all the same" },
  { of: "2026-Q4", until: "2027-05-10", why: "10 January 2027 is a Sunday, and the days run from it all the same" },
  { of: "2027-Q4", until: "2028-05-09", why: "10 January 2028; 2028 is a leap year" },
])("the 120 days of $of end on $until: $why", ({ of, until }) => {
  expect(spontaneousUntil(quarter(of), 120)).toBe(until);
});

function sceneOn(asOf: string, quarters: string[], changes: Partial<StoryboardContext["latePayment"]> = {}) {
  const { latePayment } = campaignOfMay();
  const context = campaignOfMay({ asOf: day(asOf), latePayment: { ...latePayment, ...changes } });
  return latePaymentScene(quarters.map(quarter), context);
}

const after = "+5,5 punti l’anno, massimo 40% del non versato";
const early = "solo il tasso di riferimento";
const now = { when: "Se paghi ora", cost: "il costo si ferma" };

test.each([
  {
    name: "the first campaign",
    asOf: "2026-05-31",
    quarters: ["2026-Q1"],
    rules: [
      { when: "Primo trimestre, entro l’8 agosto 2026", cost: early },
      { when: "Dopo", cost: after },
    ],
  },
  {
    name: "on the very day it is in time",
    asOf: "2026-08-08",
    quarters: ["2026-Q1"],
    rules: [
      { when: "Primo trimestre, entro l’8 agosto 2026", cost: early },
      { when: "Dopo", cost: after },
    ],
  },
  {
    name: "the day after it is past",
    asOf: "2026-08-09",
    quarters: ["2026-Q1"],
    rules: [now, { when: "Primo trimestre, dopo l’8 agosto 2026", cost: after }],
  },
  {
    name: "one in time, one past",
    asOf: "2026-08-31",
    quarters: ["2026-Q1", "2026-Q2"],
    rules: [
      { when: "Secondo trimestre, entro il 7 novembre 2026", cost: early },
      { when: "Primo trimestre, dopo l’8 agosto 2026", cost: after },
    ],
  },
  {
    name: "two in time at once, between 11 July and 8 August",
    asOf: "2026-07-31",
    quarters: ["2026-Q1", "2026-Q2"],
    rules: [
      { when: "Primo trimestre, entro l’8 agosto 2026", cost: early },
      { when: "Secondo trimestre, entro il 7 novembre 2026", cost: early },
      { when: "Dopo", cost: after },
    ],
  },
  {
    name: "several past beside one in time",
    asOf: "2026-11-30",
    quarters: ["2026-Q1", "2026-Q2", "2026-Q3"],
    rules: [
      { when: "Terzo trimestre, entro il 7 febbraio 2027", cost: early },
      { when: "Trimestri più vecchi", cost: after },
    ],
  },
  {
    name: "several past and none in time",
    asOf: "2026-11-30",
    quarters: ["2026-Q1", "2026-Q2"],
    rules: [now, { when: "I 120 giorni sono passati", cost: after }],
  },
  {
    name: "quarters of two years are named with their year",
    asOf: "2027-02-28",
    quarters: ["2025-Q4", "2026-Q4"],
    rules: [
      { when: "Quarto trimestre 2026, entro il 10 maggio 2027", cost: early },
      { when: "Quarto trimestre 2025, dopo il 10 maggio 2026", cost: after },
    ],
  },
  {
    name: "more in time than fit, by another setting",
    asOf: "2026-11-30",
    quarters: ["2026-Q1", "2026-Q2", "2026-Q3"],
    changes: { spontaneousWithinDays: 365 },
    rules: [
      { when: "Entro 365 giorni dall’ultimo giorno per pagare", cost: early },
      { when: "Dopo", cost: after },
    ],
  },
  {
    name: "two in time and concealment: no room for what comes after",
    asOf: "2026-07-31",
    quarters: ["2026-Q1", "2026-Q2"],
    changes: { showsConcealment: true },
    rules: [
      { when: "Primo trimestre, entro l’8 agosto 2026", cost: early },
      { when: "Secondo trimestre, entro il 7 novembre 2026", cost: early },
      { when: "Rapporto o paga nascosti", cost: "30% l’anno, massimo 60% del non versato" },
    ],
  },
  {
    name: "the guide is itself a request",
    asOf: "2026-05-31",
    quarters: ["2026-Q1"],
    changes: { guideIsRequest: true },
    rules: [now, { when: "Dopo una richiesta INPS", cost: after }],
  },
  {
    name: "concealment, brought back by a setting",
    asOf: "2026-05-31",
    quarters: ["2026-Q1"],
    changes: { showsConcealment: true },
    rules: [
      { when: "Primo trimestre, entro l’8 agosto 2026", cost: early },
      { when: "Dopo", cost: after },
      { when: "Rapporto o paga nascosti", cost: "30% l’anno, massimo 60% del non versato" },
    ],
  },
])("late payment, $name", ({ asOf, quarters, changes, rules }) => {
  expect(sceneOn(asOf, quarters, changes)).toMatchObject({ rules, place: "Circolare INPS n. 90/2024" });
});

test.each([
  {
    asOf: "2026-05-31",
    quarters: ["2026-Q1"],
    said: "Per il primo trimestre paga tutto entro l’8 agosto 2026, prima di richieste INPS: in più, solo il tasso di riferimento.",
  },
  {
    asOf: "2026-08-31",
    quarters: ["2026-Q1"],
    said: "Per il primo trimestre l’8 agosto 2026 è passato: paghi il tasso più 5,5 punti l’anno. Se paghi ora, il costo si ferma.",
  },
  {
    asOf: "2026-11-30",
    quarters: ["2026-Q1", "2026-Q2", "2026-Q3"],
    said: "Per il terzo trimestre paga tutto entro il 7 febbraio 2027, prima di richieste INPS: in più, solo il tasso di riferimento. Per i trimestri più vecchi paghi il tasso più 5,5 punti l’anno: se paghi ora, il costo si ferma.",
  },
  {
    asOf: "2026-08-31",
    quarters: ["2026-Q1", "2026-Q2"],
    said: "Per il secondo trimestre paga tutto entro il 7 novembre 2026, prima di richieste INPS: in più, solo il tasso di riferimento. Per il primo trimestre l’8 agosto 2026 è passato: paghi il tasso più 5,5 punti l’anno. Se paghi ora, il costo si ferma.",
  },
  {
    asOf: "2026-11-30",
    quarters: ["2026-Q1", "2026-Q2"],
    said: "I 120 giorni sono passati: paghi il tasso più 5,5 punti l’anno. Se paghi ora, il costo si ferma.",
  },
])("what is said of $quarters on $asOf", ({ asOf, quarters, said }) => {
  expect(sceneOn(asOf, quarters).narration).toBe(`${said} L’eventuale sanzione la comunica poi l’INPS.`);
});
