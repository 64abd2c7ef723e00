import type { SceneOf } from "../../compositions/storyboard.ts";
import { ofQuarters, quarterOrdinal, quartersInWords, shortMonthsOfQuarter } from "../domain/italian.ts";
import { partsOfQuarter, type Quarter } from "../domain/quarter.ts";
import type { StoryboardContext } from "./context.ts";
import { sceneFrame } from "./scene-frame.ts";
import type { QuarterState } from "./shown-workers.ts";

/** So many quarters are shown with their months in the title; more would not be read. */
const quartersWithMonths = 2;

/** So many quarters are told apart by state in the title; of more the marks tell it. */
const quartersByState = 4;

/** Years that fit one picture. */
const yearsInOneScene = 4;

/** The scenes of a set of quarters: nearly always one, more when the set spans more than four years. */
export function quartersScenes(quarters: readonly QuarterState[], context: StoryboardContext): SceneOf<"quarters">[] {
  const years = [...new Set(quarters.map(({ quarter }) => partsOfQuarter(quarter).year))].sort((a, b) => a - b);
  const scenes: SceneOf<"quarters">[] = [];
  for (let index = 0; index < years.length; index += yearsInOneScene) {
    scenes.push(quartersScene(years.slice(index, index + yearsInOneScene), quarters, context));
  }
  return scenes;
}

function quartersScene(years: number[], all: readonly QuarterState[], context: StoryboardContext): SceneOf<"quarters"> {
  const shown = all.filter(({ quarter }) => years.includes(partsOfQuarter(quarter).year));
  const byState = quartersOfStates(shown);
  return {
    kind: "quarters",
    ...sceneFrame("position", context),
    title: titleOf(byState, context),
    years: years.map((year) => calendarYear(year, shown)),
    legend: legendOf(byState, context),
    narration: narrationOf(byState, context),
  };
}

type ByState = { unpaid: Quarter[]; partial: Quarter[]; inReview: Quarter[] };

function quartersOfStates(shown: readonly QuarterState[]): ByState {
  const listed = (state: QuarterState["state"]) =>
    shown.filter((entry) => entry.state === state).map(({ quarter }) => quarter);
  return { unpaid: listed("unpaid"), partial: listed("partial"), inReview: listed("in-review") };
}

/** Nothing is «to check» for the employer of a quarter that the institute is verifying. */
function titleOf({ unpaid, partial, inReview }: ByState, context: StoryboardContext): string {
  const toCheck = [...unpaid, ...partial];
  const all = [...toCheck, ...inReview];
  const inWords = (quarters: Quarter[]) => quartersInWords(quarters, { withMonths: all.length <= quartersWithMonths });
  const values = { quarters: inWords(toCheck), inReview: inWords(inReview), all: inWords(all) };
  const text = context.texts("quarters", values);
  if (inReview.length === 0) return text.one("title");
  if (toCheck.length === 0) return text.one("title-in-review");
  return text.one(all.length <= quartersByState ? "title-both" : "title-many");
}

/** What is not paid, then what is being verified. */
function narrationOf({ unpaid, partial, inReview }: ByState, context: StoryboardContext): string {
  const values = {
    unpaid: ofQuarters(unpaid, { withMonths: true }),
    partial: ofQuarters(partial, { withMonths: true }),
    inReview: ofQuarters(inReview, { withMonths: true }),
  };
  const missing = partial.length === 0 ? "unpaid" : unpaid.length === 0 ? "partial" : "both";
  const sections = [
    ...(unpaid.length + partial.length > 0 ? [missing] : []),
    ...(inReview.length > 0 ? ["in-review"] : []),
  ];
  return sections.map((section) => context.texts(`quarters.${section}`, values).one("narration")).join(" ");
}

function calendarYear(year: number, shown: QuarterState[]): SceneOf<"quarters">["years"][number] {
  const cells = ([1, 2, 3, 4] as const).map((number) => {
    const entry = shown.find(({ quarter }) => quarter === `${String(year).padStart(4, "0")}-Q${number}`);
    const label = quarterOrdinal(number);
    return { number, label, months: shortMonthsOfQuarter(number), state: entry?.state ?? ("none" as const) };
  });
  return { year, quarters: cells };
}

/** Only the states that occur. */
function legendOf({ unpaid, partial, inReview }: ByState, context: StoryboardContext): SceneOf<"quarters">["legend"] {
  const text = context.texts("quarters");
  const entry = (state: QuarterState["state"], quarters: Quarter[]) =>
    quarters.length === 0 ? [] : [{ state, label: text.one(`label-${state}`) }];
  return [...entry("unpaid", unpaid), ...entry("partial", partial), ...entry("in-review", inReview)];
}
