import type { SceneOf } from "../../compositions/storyboard.ts";
import type { UnpaidState } from "../domain/decision.ts";
import { ofQuarters, quarterOrdinal, quartersInWords, shortMonthsOfQuarter } from "../domain/italian.ts";
import { partsOfQuarter, type Quarter } from "../domain/quarter.ts";
import type { SectionTexts } from "../support/text-sections.ts";
import type { StoryboardContext } from "./context.ts";
import { sceneFrame } from "./scene-frame.ts";

/** A quarter and what is missing of it. */
export type QuarterState = { quarter: Quarter; state: UnpaidState };

/** So many quarters are shown with their months in the title; more would not be read. */
const quartersWithMonths = 2;

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
  const listed = (state: UnpaidState) => shown.filter((entry) => entry.state === state).map(({ quarter }) => quarter);
  const [unpaid, partial] = [listed("unpaid"), listed("partial")];
  const variant = partial.length === 0 ? "unpaid" : unpaid.length === 0 ? "partial" : "both";
  const text = context.texts(`quarters.${variant}`, {
    unpaid: ofQuarters(unpaid, { withMonths: true }),
    partial: ofQuarters(partial, { withMonths: true }),
  });
  const withMonths = shown.length <= quartersWithMonths;
  const frame = context.texts("quarters", {
    quarters: quartersInWords([...unpaid, ...partial], { withMonths }),
  });
  return {
    kind: "quarters",
    ...sceneFrame("position", context),
    title: frame.one("title"),
    years: years.map((year) => calendarYear(year, shown)),
    legend: legend(variant, frame),
    narration: text.one("narration"),
  };
}

function calendarYear(year: number, shown: QuarterState[]): SceneOf<"quarters">["years"][number] {
  const cells = ([1, 2, 3, 4] as const).map((number) => {
    const entry = shown.find(({ quarter }) => quarter === `${String(year).padStart(4, "0")}-Q${number}`);
    const label = quarterOrdinal(number);
    return { number, label, months: shortMonthsOfQuarter(number), state: entry?.state ?? ("none" as const) };
  });
  return { year, quarters: cells };
}

function legend(variant: UnpaidState | "both", text: SectionTexts): SceneOf<"quarters">["legend"] {
  const states: UnpaidState[] = variant === "both" ? ["unpaid", "partial"] : [variant];
  return states.map((state) => ({ state, label: text.one(`label-${state}`) }));
}
