import type { z } from "zod";
import { type FlyerTexts, flyer, type SpotTexts, spot } from "../../compositions/storyboard.ts";
import type { TextSections } from "../support/text-sections.ts";
import { type TracedTexts, traceTexts } from "./text-places.ts";
import { unfitText } from "./unfit-text.ts";

/**
 * The texts of the launch video and leaflet. Throws a `PipelineError` with file and line when one is missing or too
 * long.
 */
export function launchTexts(
  sender: { name: string; website: string },
  texts: TextSections,
): { spot: SpotTexts; flyer: FlyerTexts } {
  const traced = traceTexts(texts);
  const signature = { sender: sender.name, website: sender.website };
  return {
    spot: fitting(spot, { ...signature, panels: panels(traced.texts) }, traced),
    flyer: fitting(flyer, { ...signature, ...flyerBody(sender.website, traced.texts) }, traced),
  };
}

function fitting<T>(schema: z.ZodType<T>, written: unknown, traced: TracedTexts): T {
  const parsed = schema.safeParse(written);
  if (parsed.success) return parsed.data;
  throw unfitText(written, parsed.error, traced, (path) => path.join("."));
}

function panels(texts: TextSections) {
  return [1, 2, 3, 4, 5, 6].map((number) => {
    const text = texts(`spot.${number}`);
    return { drawing: text.one("drawing"), title: text.one("title"), text: text.one("text") };
  });
}

function flyerBody(website: string, texts: TextSections) {
  const text = texts("flyer", { website });
  return {
    kicker: text.one("kicker"),
    title: text.one("title"),
    lead: text.one("lead"),
    contentsTitle: text.one("contents-title"),
    contents: text.all("content").map(contentOf),
    accessTitle: text.one("access-title"),
    steps: text.all("step"),
    consent: { title: text.one("consent-title"), text: text.one("consent-text") },
    notice: text.one("notice"),
    path: text.one("path"),
  };
}

/** `drawing | title | text`. */
function contentOf(line: string) {
  const [drawing, title, text] = line.split("|").map((part) => part.trim());
  return { drawing, title, text };
}
