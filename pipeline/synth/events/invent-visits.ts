import type { SeededRandom } from "../seeded-random.ts";
import { inventedComments } from "./invented-comments.ts";
import { pickWeighted, type Weighted } from "./weighted.ts";

/** What one person did on the page of their guide, visit by visit; days are counted from the notice. */
export type InventedVisit = { day: number; acts: Act[] };

/** Something done during a visit. `place` is null for the list of services on the page. */
export type Act =
  | { type: "opened" | "played" | "downloaded" }
  | { type: "watched"; percent: number }
  | { type: "chapter"; number: number }
  | { type: "service"; service: string; place: string | null }
  | { type: "rated"; rating: number; comment: string | null };

/** A service of the campaign, and the chapters during which its button stands beside the video. */
export type OfferedService = { id: string; chapters: readonly number[] };

/** Shares of people. Of 900,000 who are told they make about three million events. */
const shares = {
  opens: 0.45,
  returns: 0.18,
  returnsTwice: 0.3,
  plays: 0.72,
  playsLater: 0.15,
  goesOn: 0.5,
  jumps: 0.08,
  downloads: 0.03,
  rates: 0.18,
  changesRating: 0.1,
  comments: 0.35,
  usesServices: { played: 0.4, onlyOpened: 0.2 },
};

/** Days from the notice to the first visit: most come at once, some when they are reminded of it. */
const firstDays: Weighted<readonly [from: number, to: number]> = [
  ...[30, 14, 8, 6, 5, 4, 4, 3.5, 3, 2.5, 2, 2, 1.5, 1.5].map((share, day) => [[day, day], share] as const),
  [[14, 20], 5],
  [[21, 27], 3.5],
  [[28, 59], 5],
  [[60, 90], 2.5],
];

/** How much of a video is watched in one go. */
const depths: Weighted<readonly [from: number, to: number]> = [
  [[0.02, 0.24], 20],
  [[0.25, 0.49], 14],
  [[0.5, 0.74], 11],
  [[0.75, 0.97], 10],
  [[1, 1], 45],
];

/** Where each of the five chapters begins, as a share of the video. */
const chapterStarts = [0, 0.22, 0.48, 0.68, 0.85];

const stars: Weighted<number> = [
  [1, 4],
  [2, 5],
  [3, 12],
  [4, 34],
  [5, 45],
];

const timesOfServices: Weighted<number> = [
  [1, 65],
  [2, 25],
  [3, 10],
];

/** The visits of somebody who was told; none for who never comes. */
export function inventVisits(services: readonly OfferedService[], random: SeededRandom): InventedVisit[] {
  if (!random.chance(shares.opens)) return [];
  const visits = inventDays(random).map((day): InventedVisit => ({ day, acts: [{ type: "opened" }] }));
  const played = random.chance(shares.plays) ? inventPlaying(visits, random) : null;
  if (random.chance(played ? shares.usesServices.played : shares.usesServices.onlyOpened))
    openServices(played ?? (visits[0] as InventedVisit), services, random);
  if (played && random.chance(shares.downloads)) played.acts.push({ type: "downloaded" });
  if (played && random.chance(shares.rates)) rate(played, random);
  return visits;
}

/** Of the first visit and of those after it, none on the same day. */
function inventDays(random: SeededRandom): number[] {
  const days = [between(pickWeighted(firstDays, random), random)];
  const more = random.chance(shares.returns) ? 1 + Number(random.chance(shares.returnsTwice)) : 0;
  for (let visit = 0; visit < more; visit++) days.push((days.at(-1) as number) + 1 + random.below(12));
  return days;
}

/** Plays the video in one visit, and perhaps goes on in the next. Returns the visit of the last playing. */
function inventPlaying(visits: InventedVisit[], random: SeededRandom): InventedVisit {
  const first = visits.length > 1 && random.chance(shares.playsLater) ? 1 : 0;
  const visit = visits[first] as InventedVisit;
  const depth = shareBetween(pickWeighted(depths, random), random);
  if (depth < 1 && random.chance(shares.jumps)) {
    jumpToChapter(visit, random);
    return visit;
  }
  play(visit, 0, depth);
  const next = visits[first + 1];
  if (depth === 1 || !next || !random.chance(shares.goesOn)) return visit;
  play(next, depth, random.chance(0.7) ? 1 : depth + (1 - depth) * random.next());
  return next;
}

/** Watches from one share of the video to another; what is told as watched counts from where this playing began. */
function play({ acts }: InventedVisit, from: number, to: number): void {
  acts.push({ type: "played" });
  const marks = [25, 50, 75, 100].map((percent) => ({ at: from + percent / 100, act: { type: "watched", percent } }));
  const chapters = chapterStarts.map((start, index) => ({
    ...{ at: Math.max(start, from), isOver: (chapterStarts[index + 1] ?? Number.POSITIVE_INFINITY) <= from },
    act: { type: "chapter", number: index + 1 },
  }));
  const reached = [...chapters.filter(({ isOver }) => !isOver), ...marks].filter(({ at }) => at <= to);
  acts.push(...reached.sort((a, b) => a.at - b.at).map(({ act }) => act as Act));
}

/** Goes to a later chapter at once, and watches nothing that would be told beside it. */
function jumpToChapter({ acts }: InventedVisit, random: SeededRandom): void {
  const number = 2 + random.below(chapterStarts.length - 1);
  acts.push({ type: "played" }, { type: "chapter", number: 1 }, { type: "chapter", number });
}

function openServices(visit: InventedVisit, services: readonly OfferedService[], random: SeededRandom): void {
  for (let times = pickWeighted(timesOfServices, random); times > 0; times--) {
    // The first of the list is what the guide is about.
    const service = random.chance(0.5) ? services[0] : random.pick(services);
    if (service) visit.acts.push({ type: "service", service: service.id, place: inventPlace(visit, service, random) });
  }
}

/** A chapter that was watched, the last picture when it was seen, or the list on the page. */
function inventPlace({ acts }: InventedVisit, service: OfferedService, random: SeededRandom): string | null {
  const watched = acts.flatMap((act) => (act.type === "chapter" ? [act.number] : []));
  const chapters = service.chapters.filter((number) => watched.includes(number));
  const isAtEnd = acts.some((act) => act.type === "watched" && act.percent === 100);
  const chance = random.next();
  if (isAtEnd && chance < 0.35) return "end";
  return chapters.length > 0 && chance < 0.75 ? String(random.pick(chapters)) : null;
}

/** Some think again: the last rating counts. */
function rate({ acts }: InventedVisit, random: SeededRandom): void {
  for (let times = random.chance(shares.changesRating) ? 2 : 1; times > 0; times--) {
    const comment = random.chance(shares.comments) ? random.pick(inventedComments) : null;
    acts.push({ type: "rated", rating: pickWeighted(stars, random), comment });
  }
}

/** A whole number from one to another, both included. */
function between([from, to]: readonly [number, number], random: SeededRandom): number {
  return from + random.below(to - from + 1);
}

function shareBetween([from, to]: readonly [number, number], random: SeededRandom): number {
  return from + (to - from) * random.next();
}
