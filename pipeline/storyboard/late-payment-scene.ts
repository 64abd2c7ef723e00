import type { SceneOf } from "../../compositions/storyboard.ts";
import { capitalised, decimal, quarterOfItsYear, quartersInWords, theDate } from "../domain/italian.ts";
import { spontaneousUntil } from "../domain/late-payment.ts";
import { partsOfQuarter, type Quarter } from "../domain/quarter.ts";
import type { SectionTexts } from "../support/text-sections.ts";
import type { StoryboardContext } from "./context.ts";
import { sceneFrame } from "./scene-frame.ts";

type Rule = SceneOf<"late-payment">["rules"][number];

/** Rows that fit the picture, and of those with a day of their own: 120 days are never open for more quarters. */
const mostRules = 3;
const mostOpenRules = 2;

/**
 * What late payment costs, by rule, with the day until which the reference rate alone is due for each quarter; no sum.
 * The most favourable way comes first. Depends on the quarters, oldest first, and on whether their day is past at the
 * as-of date (L. 388/2000, art. 116; D.L. 19/2024, art. 30; circolare INPS 90/2024).
 */
export function latePaymentScene(quarters: readonly Quarter[], context: StoryboardContext): SceneOf<"late-payment"> {
  const { asOf, latePayment } = context;
  const { guideIsRequest, spontaneousWithinDays, showsConcealment } = latePayment;
  const isOpen = (quarter: Quarter) => !guideIsRequest && asOf <= spontaneousUntil(quarter, spontaneousWithinDays);
  const [open, over] = [quarters.filter(isOpen), quarters.filter((quarter) => !isOpen(quarter))];
  const texts = (section: string, named: readonly Quarter[] = []) =>
    context.texts(`late-payment${section}`, valuesFor(named, quarters, context));
  const concealment = showsConcealment ? [ruleOf(texts(".concealment"))] : [];
  const openParts =
    open.length <= mostOpenRules ? open.map((quarter) => texts(".open", [quarter])) : [texts(".open-many")];
  const overPart = guideIsRequest ? texts(".requested") : partOfOver(over, open.length > 0, texts);
  const parts = open.length > 0 ? [...openParts, overPart] : [texts(".now"), overPart];
  const saysWhyNow = over.length === 1 || open.length === 0;
  const said = [
    ...openParts.slice(0, open.length),
    ...(over.length > 0 ? [overPart] : []),
    ...(saysWhyNow ? [texts(".now")] : []),
  ];
  const frame = texts("");
  return {
    kind: "late-payment",
    ...sceneFrame("care", context),
    title: frame.one("title"),
    // What comes after the day is left out where there is no room for it.
    rules: [...parts.map(ruleOf).slice(0, mostRules - concealment.length), ...concealment],
    place: frame.one("place"),
    narration: [...said, frame].map((part) => part.one("narration")).join(" "),
  };
}

/** The quarters whose day is past; when there are none, what the others cost after their day. */
function partOfOver(
  over: readonly Quarter[],
  isBesideOpen: boolean,
  texts: (section: string, named?: readonly Quarter[]) => SectionTexts,
): SectionTexts {
  if (over.length === 0) return texts(".after");
  if (over.length === 1) return texts(".over", over);
  return texts(isBesideOpen ? ".over-others" : ".over-many");
}

const ruleOf = (text: SectionTexts): Rule => ({ when: text.one("when"), cost: text.one("cost") });

/** The year of a quarter is named only when the guide speaks of more than one. */
function valuesFor(named: readonly Quarter[], all: readonly Quarter[], { latePayment }: StoryboardContext) {
  const [first] = named;
  const years = new Set(all.map((quarter) => partsOfQuarter(quarter).year));
  const quarter =
    first === undefined || years.size > 1 ? quartersInWords(named, { withMonths: false }) : quarterOfItsYear(first);
  return {
    quarter,
    quarterCapitalised: capitalised(quarter),
    theDate: first === undefined ? "" : theDate(spontaneousUntil(first, latePayment.spontaneousWithinDays)),
    spontaneousWithinDays: latePayment.spontaneousWithinDays,
    surchargePoints: decimal(latePayment.surchargePoints),
    maximumPercent: decimal(latePayment.maximumPercent),
    evasionPercent: decimal(latePayment.evasionPercent),
    evasionMaximumPercent: decimal(latePayment.evasionMaximumPercent),
    source: capitalised(latePayment.source),
  };
}
