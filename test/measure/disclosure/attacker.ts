import { type Constraint, lessEq, type Model, solve } from "yalps";
import type { Shown } from "../../../pipeline/measure/disclosure/small-numbers.ts";
import type { Measure } from "../../../pipeline/measure/measure.ts";

/** What a figure may be for somebody who knows all that is shown, and what each measure is; whole numbers. */
export type Feasible = { from: number; to: number };

/** A sum of figures, each times a factor, that is known to lie between two numbers. */
type Rule = { terms: [name: string, factor: number][]; bounds: Constraint };

/** Figures by `measure dimension`. */
export type Published = ReadonlyMap<string, Shown>;

export function publishedIn(measures: readonly Measure[]): Published {
  return new Map(measures.map(({ measure, dimension, value }) => [`${measure} ${dimension}`.trim(), value]));
}

/** People of whom a figure speaks at least. */
const fewest = 5;

/** Above every figure that is tried. */
const most = 100_000;

/**
 * What each figure that is not shown because it is about few people may be, worked out by integer programming from
 * everything that is shown.
 */
export function feasibleValues(published: Published): Map<string, Feasible> {
  const rules = [...boundsOf(published), ...rulesOf(published)];
  const few = [...published].flatMap(([name, value]) => (value === "few" && !isNoCount(name) ? [name] : []));
  return new Map(
    few.map((name) => [name, { from: extreme("minimize", name, rules), to: extreme("maximize", name, rules) }]),
  );
}

/** Of the means of groups and of the margin the attacker makes nothing: they are shown with all ratings alone. */
const isNoCount = (name: string) => name.startsWith("rating_");

function extreme(direction: "minimize" | "maximize", name: string, rules: readonly Rule[]): number {
  const constraints = rules.map(({ bounds }, index) => [String(index), bounds] as const);
  const variables = new Map<string, [string, number][]>();
  for (const [index, { terms }] of rules.entries())
    for (const [term, factor] of terms) variables.set(term, [...(variables.get(term) ?? []), [String(index), factor]]);
  variables.set(name, [...(variables.get(name) ?? []), ["objective", 1]]);
  const model: Model = { direction, objective: "objective", constraints, variables, integers: true };
  const { status, result } = solve(model, { maxIterations: Number.POSITIVE_INFINITY });
  if (status !== "optimal") throw new Error(`${direction} ${name}: ${status}; the rules contradict what is shown`);
  // Without the sign of -0.
  return Math.round(result) + 0;
}

/** Somebody was there: these are listed only when they are not empty. */
const onlyWhenUsed = /^(?:chapter|service|service_place) /;

/** What each figure is by itself: what it is shown as, or what its sign means. Of a service it counts times. */
function boundsOf(published: Published): Rule[] {
  return [...published].flatMap(([name, value]): Rule[] => {
    if (isNoCount(name)) return [];
    const least = onlyWhenUsed.test(name) ? 1 : 0;
    const countsTimes = /^(?:service|service_place|interactions|delegate_interactions)\b/.test(name);
    const few = { min: least, max: countsTimes ? most : fewest - 1 };
    const bounds = typeof value === "number" ? { equal: value } : value === "few" ? few : { min: fewest, max: most };
    return [{ terms: [[name, 1]], bounds }];
  });
}

/** What the measures are to each other, by their definitions. */
function rulesOf(published: Published): Rule[] {
  return [
    ...within(published, ["available"], "selected"),
    ...within(published, ["opened"], "available"),
    ...within(published, ["played", "downloaded"], "opened"),
    ...within(published, [...named(published, "watched"), ...named(published, "chapter")], "played"),
    ...within(published, ["delegate_opened"], "available"),
    ...within(published, ["delegate_played", "delegate_downloaded", "delegate_rated"], "delegate_opened"),
    ...within(published, named(published, "delegate_watched"), "delegate_played"),
    ...named(published, "sent").flatMap((sent) => channelRules(published, sent)),
    ...sums(published, named(published, "service"), "interactions"),
    ...named(published, "service").flatMap((service) => placeRules(published, service)),
    ...sums(published, named(published, "opened_day"), "opened"),
    ...sums(published, named(published, "played_day"), "played"),
    ...ratingRules(published),
  ];
}

function named(published: Published, measure: string): string[] {
  return [...published.keys()].filter((name) => name.startsWith(`${measure} `));
}

/** Each counts some of the people of the other. */
function within(published: Published, parts: readonly string[], whole: string): Rule[] {
  const known = parts.filter((part) => published.has(part) && published.has(whole));
  return known.map((part) => ({
    terms: [
      [part, 1],
      [whole, -1],
    ],
    bounds: lessEq(0),
  }));
}

/** All of them together are the whole. */
function sums(published: Published, parts: readonly string[], whole: string): Rule[] {
  if (parts.length === 0 || !published.has(whole)) return [];
  return [{ terms: [...parts.map((part): [string, number] => [part, 1]), [whole, -1]], bounds: { equal: 0 } }];
}

/** What arrived, what came back, and what nothing is known of; in MyINPS everybody is told, and delegates are others. */
function channelRules(published: Published, sent: string): Rule[] {
  const channel = sent.slice("sent ".length);
  const parts: Rule["terms"] = ["delivered", "bounced", "unreported"].map((part) => [`${part} ${channel}`, 1]);
  const isAll = channel === "myinps" && published.has("available");
  return [
    { terms: [...parts, [sent, -1]], bounds: { equal: 0 } },
    ...within(published, [`read ${channel}`], `delivered ${channel}`),
    ...(isAll ? sums(published, [sent], "available") : []),
    ...(isAll || channel === "delegate" ? [] : within(published, [sent], "available")),
  ];
}

/** A service was opened from one place or another. */
function placeRules(published: Published, service: string): Rule[] {
  const own = named(published, `service_place ${service.slice("service ".length)}`);
  return sums(published, own, service);
}

/** The mean says where the sum of all stars lies; nobody rates who was not told. */
function ratingRules(published: Published): Rule[] {
  const rated = named(published, "rated");
  const people = rated.map((name): [string, number] => [name, 1]);
  const told: Rule[] = published.has("available") ? [{ terms: [...people, ["available", -1]], bounds: lessEq(0) }] : [];
  const mean = published.get("rating_mean");
  // Without a mean few have rated, or not many have, or it is 1 or 5.
  if (mean === "few") return [...told, { terms: people, bounds: lessEq(fewest - 1) }];
  if (typeof mean !== "number") return [...told, { terms: people, bounds: { min: fewest } }];
  const precision = rated.every((name) => typeof published.get(name) === "number") ? 0.005 : 0.05;
  const against = (limit: number) => rated.map((name): [string, number] => [name, Number(name.slice(6)) - limit]);
  return [
    ...told,
    ...(precision === 0.05 ? [{ terms: people, bounds: { min: 10 * fewest } }] : []),
    { terms: against(mean - precision), bounds: { min: -1e-6 } },
    { terms: against(mean + precision), bounds: { max: 1e-6 } },
  ];
}
