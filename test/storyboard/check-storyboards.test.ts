import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readConfig } from "../../pipeline/settings/config.ts";
import { checkStoryboards } from "../../pipeline/storyboard/check-storyboards.ts";
import type { StoryboardContext } from "../../pipeline/storyboard/context.ts";
import { launchTexts } from "../../pipeline/storyboard/launch-texts.ts";
import { parseTextSections } from "../../pipeline/support/text-sections.ts";
import { campaignOfMay } from "./context.ts";

const delivered = (name: string) => readFileSync(new URL(`../../templates/it/${name}`, import.meta.url), "utf8");
const storyboardText = delivered("storyboard.txt");

/** The texts as they are delivered with one passage changed. */
function changedText(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new RangeError(`no «${from}» in the texts`);
  return text.replace(from, to);
}

/** `templates/it/storyboard.txt, line 13` of the line that begins with these words, or the first such after `after`. */
function placeOf(start: string, after = ""): string {
  const index = storyboardText.indexOf(`\n${start}`, storyboardText.indexOf(after)) + 1;
  return `templates/it/storyboard.txt, line ${storyboardText.slice(0, index).split("\n").length}`;
}

const texts = (from: string, to: string) =>
  parseTextSections(changedText(storyboardText, from, to), "templates/it/storyboard.txt");
const checking = (changes: Partial<StoryboardContext>) => () => checkStoryboards(campaignOfMay(changes));

test("the texts and settings as they are delivered hold", () => {
  expect(checking({})).not.toThrow();
});

test.each([
  { name: "the guide is a request", changes: { guideIsRequest: true } },
  { name: "concealment is shown", changes: { showsConcealment: true } },
  { name: "both", changes: { guideIsRequest: true, showsConcealment: true } },
  { name: "a year instead of 120 days", changes: { spontaneousWithinDays: 365 } },
  { name: "a day instead of 120", changes: { spontaneousWithinDays: 1 } },
])("the texts hold when $name", ({ changes }) => {
  expect(checking({ latePayment: { ...campaignOfMay().latePayment, ...changes } })).not.toThrow();
});

test("many services hold, with the longest words that a setting takes", () => {
  const [service] = readConfig(null).services;
  const services = Array.from({ length: 17 }, (_, index) => ({ ...service, id: `s${index}`, label: "W".repeat(80) }));
  expect(checking({ services: services as StoryboardContext["services"] })).not.toThrow();
});

test.each([
  {
    name: "too long for its place",
    from: "message: Ecco la tua",
    to: `message: ${"x".repeat(80)} la tua`,
    says: `${placeOf("message")}: greeting.message does not fit its place: 107 characters, at most 100 fit`,
  },
  {
    name: "too long only when the employer is nameless",
    from: "salutation: Ciao!",
    to: "salutation: Ciao a chi legge!",
    says: `${placeOf("salutation", "[greeting.nameless]")}: greeting.salutation does not fit`,
  },
  {
    name: "too long only on paper",
    from: "La lettera con gli avvisi",
    to: "x".repeat(61),
    says: `${placeOf("title", "[notices.paper]")}: notices.title does not fit its place: 61 characters, at most 60 fit`,
  },
  {
    name: "too long only with the quarters of four years",
    from: "title: Da controllare: {{quarters}}\n",
    to: `title: ${"x".repeat(100)} {{quarters}}\n`,
    says: `${placeOf("title", "[quarters]")}: quarters.title does not fit`,
  },
  {
    name: "too long in one of several",
    from: "step: Lavoratori domestici",
    to: `step: ${"x".repeat(39)}`,
    says: `${placeOf("step: Lavoratori")}: pay-online.steps.1 does not fit its place: 39 characters, at most 38 fit`,
  },
  {
    name: "too many",
    from: "step: Lavoratori domestici",
    to: "step: a\nstep: b",
    says: "pay-online.steps does not fit its place: 5 texts; ",
  },
  {
    name: "a title of a chapter too long",
    from: "care: Tempi",
    to: "care: Tutti i possibili tempi",
    says: `${placeOf("care")}: late-payment.chapter.title does not fit`,
  },
  {
    name: "a wrong value where several workers are named",
    from: "title: Questi {{count}}",
    to: "title: Questi {{cuont}}",
    says: `${placeOf("title", "[together]")}: there is no value «cuont»`,
  },
  {
    name: "a wrong value where quarters are in both states",
    from: "quelli {{partial}}",
    to: "quelli {{partail}}",
    says: `${placeOf("narration", "[quarters.both]")}: there is no value «partail»`,
  },
  {
    name: "a wrong value where no service of the settings has a manual",
    from: "{{label}} e manuale",
    to: "{{lable}} e manuale",
    says: `${placeOf("with-manual")}: there is no value «lable»`,
    services: [{ id: "a", label: "Portale", description: "Per versare", url: "https://www.inps.it" }],
  },
  {
    name: "a wrong value where all quarters are in review",
    from: "In verifica: {{inReview}}\ntitle-both",
    to: "In verifica: {{inRevew}}\ntitle-both",
    says: `${placeOf("title-in-review")}: there is no value «inRevew»`,
  },
  {
    name: "a wrong value where several of many quarters are in review",
    from: "o in verifica: {{all}}",
    to: "o in verifica: {{al}}",
    says: `${placeOf("title-many")}: there is no value «al»`,
  },
  {
    name: "too long only for those with a request",
    from: "title: La tua richiesta è in esame",
    to: `title: ${"x".repeat(61)}`,
    says: `${placeOf("title", "[request]")}: request.title does not fit its place: 61 characters, at most 60 fit`,
  },
  {
    name: "too long only for those who are offered an appointment",
    from: "service: Agenda appuntamenti",
    to: `service: ${"x".repeat(100)}`,
    says: `${placeOf("service", "[services.appointment]")}: services.services.0 does not fit its place`,
  },
  {
    name: "a wrong value where several workers have quarters in review",
    from: "title: Questi {{count}} rapporti sono",
    to: "title: Questi {{cuont}} rapporti sono",
    says: `${placeOf("title", "[together.in-review]")}: there is no value «cuont»`,
  },
  {
    name: "a section that is missing",
    from: "[notices.unknown]",
    to: "[notices.unknow]",
    says: "templates/it/storyboard.txt: the section [notices.unknown] is missing",
  },
  {
    name: "a key that is missing",
    from: "label-partial:",
    to: "label-part:",
    says: `${placeOf("[quarters]")}: the text «label-partial» is missing in [quarters]`,
  },
  {
    name: "a key that stands twice",
    from: "rating: Valutala! Resta fino {{toAvailableUntil}}",
    to: "rating: a\nrating: b",
    says: "the text «rating» stands twice in [closing]",
  },
  {
    name: "a mistyped key of a text that may repeat: a step less",
    from: "step: Lavoratori domestici",
    to: "stpe: Apri Lavoratori domestici",
    says: `${placeOf("step: Lavoratori")}: nothing in the guide is called «stpe» in [pay-online]`,
  },
])("a text, $name", ({ from, to, says, services = campaignOfMay().services }) => {
  const check = checking({ texts: texts(from, to), services });
  expect(check).toThrow(says);
  expect(check).toThrow(expect.objectContaining({ name: "PipelineError", exitCode: 2 }));
});

test.each([
  {
    from: "title: Ti spiega come pagare",
    to: `title: ${"x".repeat(41)}`,
    says: ", line 17: panels.2.title does not fit",
  },
  { from: "drawing: phone", to: "drawing: telephone", says: ", line 16: panels.2.drawing does not fit" },
  { from: "I tuoi trimestri", to: "x".repeat(41), says: ": contents.0.title does not fit its place: 41 characters" },
  { from: "notice: Dal 2026", to: "notiz: Dal 2026", says: ", line 35: the text «notice» is missing in [flyer]" },
])("a text of the launch: $from", ({ from, to, says }) => {
  const launch = parseTextSections(changedText(delivered("launch.txt"), from, to), "templates/it/launch.txt");
  expect(() => launchTexts({ name: "INPS", website: "www.inps.it" }, launch)).toThrow(says);
});
