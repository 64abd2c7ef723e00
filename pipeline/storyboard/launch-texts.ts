import { type FlyerTexts, flyer, type SpotTexts, spot } from "../../compositions/storyboard.ts";
import type { TextSections } from "../support/text-sections.ts";

/** The texts of the launch film and leaflet. Throws when a text is missing or too long for its place. */
export function launchTexts(
  sender: { name: string; website: string },
  texts: TextSections,
): { spot: SpotTexts; flyer: FlyerTexts } {
  const signature = { sender: sender.name, website: sender.website };
  return {
    spot: spot.parse({ ...signature, panels: panels(texts) }),
    flyer: flyer.parse({ ...signature, ...flyerBody(sender.website, texts) }),
  };
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
