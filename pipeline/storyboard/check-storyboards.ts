import { inventedEmployers } from "../domain/invented-employers.ts";
import { invalidTemplate } from "../support/template-files.ts";
import { buildStoryboard } from "./build-storyboard.ts";
import type { StoryboardContext } from "./context.ts";
import { traceTexts } from "./text-places.ts";

/** Besides the settings' services: one without and one with a manual. */
const exampleServices: StoryboardContext["services"] = [
  { id: "a", label: "Portale", description: "Per versare", url: "https://www.inps.it" },
  {
    id: "b",
    label: "Portale",
    description: "Per versare",
    url: "https://www.inps.it",
    manual: { label: "Manuale", url: "https://www.inps.it" },
  },
];

/**
 * Builds the guides of invented people, so that a text which is missing, too long or asks for a wrong value is known
 * before anything is made. Throws a `PipelineError` with file and line, or with the key of the setting.
 */
export function checkStoryboards(context: StoryboardContext): void {
  const { texts, unused } = traceTexts(context.texts);
  for (const employer of inventedEmployers) buildStoryboard(employer, { ...context, texts });
  const [anybody] = inventedEmployers;
  buildStoryboard(anybody, { ...context, texts, services: exampleServices });
  // A mistyped key of a text that may repeat causes no error: the guide would have a step less.
  const [first] = unused();
  if (first) throw invalidTemplate(first.place, `nothing in the guide is called «${first.key}» in [${first.section}]`);
}
