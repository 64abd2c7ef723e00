import { day } from "../domain/day.ts";
import { inventedCategory, inventedEmployers } from "../domain/invented-employers.ts";
import type { SelectedEmployer } from "../domain/selected-employer.ts";
import { invalidTemplate } from "../support/template-files.ts";
import type { StoryboardContext } from "./context.ts";
import { storyboardPlanner } from "./plan-storyboards.ts";
import { traceTexts } from "./text-places.ts";

/** Besides the settings' services: one without and one with a manual, with what one does there, and for a category. */
const exampleServices: StoryboardContext["services"] = [
  { id: "a", label: "Portale", description: "Per versare", url: "https://www.inps.it" },
  {
    id: "b",
    label: "Portale",
    description: "Per versare",
    shortLabel: "Portale",
    purpose: "paghi",
    url: "https://www.inps.it",
    manual: { label: "Manuale", url: "https://www.inps.it" },
  },
  { id: "c", label: "Portale", description: "Per versare", url: "https://www.inps.it", categories: [inventedCategory] },
];

/** Days on which for some quarters, for all or for none the days of the reference rate are over. */
const exampleDays = ["2026-05-31", "2026-07-31", "2026-08-31", "2026-11-30", "2027-02-28"].map(day);

/**
 * Plans the guides of invented people, so that a text which is missing, too long or asks for a wrong value is known
 * before anything is made. Throws a `PipelineError` with file and line, or with the key of the setting.
 */
export function checkStoryboards(context: StoryboardContext): void {
  const { texts, unused } = traceTexts(context.texts);
  for (const tried of contextsToTry({ ...context, texts })) {
    const plan = storyboardPlanner(tried);
    for (const employer of employersToTry(tried)) plan(employer);
  }
  // A mistyped key of a text that may repeat causes no error: the guide would have a step less.
  const [first] = unused();
  if (first) throw invalidTemplate(first.place, `nothing in the guide is called «${first.key}» in [${first.section}]`);
}

/** Invented people, and one who is in every category that the settings name. */
function employersToTry({ services }: StoryboardContext): SelectedEmployer[] {
  const categories = services.flatMap((service) => service.categories ?? []);
  return [...inventedEmployers, { ...inventedEmployers[0], categories }];
}

/** The campaign as it is; and every text that another day, or settings that an office may switch, would show. */
function contextsToTry(context: StoryboardContext): StoryboardContext[] {
  const late = { ...context.latePayment, guideIsRequest: false, showsConcealment: false, spontaneousWithinDays: 120 };
  return [
    context,
    { ...context, services: exampleServices },
    ...exampleDays.map((asOf) => ({ ...context, asOf, latePayment: late })),
    { ...context, latePayment: { ...late, showsConcealment: true } },
    { ...context, latePayment: { ...late, guideIsRequest: true } },
  ];
}
