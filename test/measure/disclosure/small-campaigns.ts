import fc from "fast-check";
import { addDays, day } from "../../../pipeline/domain/day.ts";
import type { Channel } from "../../../pipeline/domain/notification.ts";
import type { ReportCounts } from "../../../pipeline/measure/delivery/count-delivery.ts";
import type { Measure } from "../../../pipeline/measure/measure.ts";
import { measuresOf } from "../../../pipeline/measure/measures.ts";
import type { ToldPerson } from "../../../pipeline/measure/outcome/count-told.ts";
import { countVisits, dayRanges } from "../../../pipeline/measure/visits/count-visits.ts";
import { percents, type Visit } from "../../../pipeline/measure/visits/visit.ts";

/** A campaign of few people, by what is counted of it; each count is of the first so many people. */
export type SmallCampaign = {
  told: number;
  /** Selected, and not told: their guide could not be made. */
  failed: number;
  opened: number;
  played: number;
  downloaded: number;
  watched: number[];
  chapters: number[];
  /** By service: people from one on, and how often each of them opened it. */
  services: { from: number; people: number; times: number }[];
  /** People by stars. */
  rated: number[];
  channels: { channel: Channel; sent: number; delivered: number; read: number; bounced: number }[];
  delegates: DelegatesOfSmall;
};

/** What delegates are told, and guides by what they did with them; each count is of the last so many guides. */
type DelegatesOfSmall = ReportCounts & {
  opened: number;
  played: number;
  downloaded: number;
  rated: number;
  watched: number[];
  services: { guides: number; times: number };
};

const mostPeople = 30;
const people = fc.nat(mostPeople);

/** Counts within each other, as they are by definition; 0 to 30 people. */
export const smallCampaign: fc.Arbitrary<SmallCampaign> = fc
  .record({
    ...{ told: people, failed: fc.nat(6), opened: people, played: people, downloaded: people },
    watched: fc.array(people, { minLength: 4, maxLength: 4 }),
    chapters: fc.array(people, { minLength: 5, maxLength: 5 }),
    services: fc.array(fc.record({ from: people, people, times: fc.integer({ min: 1, max: 2 }) }), { maxLength: 5 }),
    rated: fc.array(fc.oneof(fc.nat(6), people), { minLength: 5, maxLength: 5 }),
    channels: fc.tuple(channel("myinps"), channel("sms"), channel("email")),
    delegates: fc.record({
      ...{ sent: people, delivered: people, read: people, bounced: people },
      ...{ opened: people, played: people, downloaded: people, rated: people },
      watched: fc.array(people, { minLength: 4, maxLength: 4 }),
      services: fc.record({ guides: people, times: fc.integer({ min: 1, max: 2 }) }),
    }),
  })
  .map(nested);

function channel(name: Channel) {
  return fc.record({ channel: fc.constant(name), sent: people, delivered: people, read: people, bounced: people });
}

function nested(drawn: SmallCampaign): SmallCampaign {
  const { told, failed } = drawn;
  const opened = Math.min(drawn.opened, told);
  const played = Math.min(drawn.played, opened);
  let unrated = told;
  return {
    ...{ told, failed, opened, played, downloaded: Math.min(drawn.downloaded, opened) },
    watched: drawn.watched.map((count) => Math.min(count, played)),
    chapters: drawn.chapters.map((count) => Math.min(count, played)),
    services: drawn.services.map((service) => ({
      ...service,
      from: told === 0 ? 0 : service.from % told,
      people: Math.min(service.people, told),
    })),
    rated: drawn.rated.map((count) => {
      const own = Math.min(count, unrated);
      unrated -= own;
      return own;
    }),
    channels: drawn.channels.map((one) => {
      const sent = one.channel === "myinps" ? told : Math.min(one.sent, told);
      const delivered = Math.min(one.delivered, sent);
      const bounced = Math.min(one.bounced, sent - delivered);
      return { channel: one.channel, sent, delivered, read: Math.min(one.read, delivered), bounced };
    }),
    delegates: nestedDelegates(drawn.delegates, told),
  };
}

function nestedDelegates(drawn: DelegatesOfSmall, told: number): DelegatesOfSmall {
  const delivered = Math.min(drawn.delivered, drawn.sent);
  const opened = Math.min(drawn.opened, told);
  const played = Math.min(drawn.played, opened);
  return {
    ...{ sent: drawn.sent, delivered, read: Math.min(drawn.read, delivered) },
    ...{ bounced: Math.min(drawn.bounced, drawn.sent - delivered), opened, played },
    ...{ downloaded: Math.min(drawn.downloaded, opened), rated: Math.min(drawn.rated, opened) },
    watched: drawn.watched.map((count) => Math.min(count, played)),
    services: { ...drawn.services, guides: Math.min(drawn.services.guides, opened) },
  };
}

/** What is shown of a campaign. */
export async function measuresOfSmall(campaign: SmallCampaign): Promise<Measure[]> {
  const counts = {
    selected: campaign.told + campaign.failed,
    delivery: {
      channels: campaign.channels,
      available: campaign.told,
      unreachable: { "no-channel": 0, "not-delivered": 0 },
    },
    delegates: campaign.delegates,
    visits: await countVisits(visitsOf(campaign)),
    ...{ corrections: null, outcome: null, process: {} },
  };
  return measuresOf(counts, 5);
}

const noticeOn = day("2026-06-05");
const told: ToldPerson = { noticeOn, hasSeveralWorkers: false, named: 1, paid: 0 };

/** Days on which people opened and played: some on the first, some later. */
const dayOf = (person: number) => addDays(noticeOn, person % 3);

async function* visitsOf(campaign: SmallCampaign): AsyncGenerator<[Visit, ToldPerson]> {
  const stars = campaign.rated.flatMap((count, index) => Array.from({ length: count }, () => index + 1));
  for (let person = 0; person < campaign.told; person++) yield [visitOf(campaign, person, stars[person] ?? null), told];
}

function visitOf(campaign: SmallCampaign, person: number, rating: number | null): Visit {
  return {
    person: String(person),
    openedOn: person < campaign.opened ? dayOf(person) : null,
    playedOn: person < campaign.played ? dayOf(person) : null,
    downloaded: person < campaign.downloaded,
    percents: new Set(percents.filter((_, index) => person < (campaign.watched[index] ?? 0))),
    chapters: new Set([1, 2, 3, 4, 5].filter((number) => person < (campaign.chapters[number - 1] ?? 0))),
    services: servicesOf(campaign, person),
    rating,
    byDelegates: byDelegates(campaign, campaign.told - 1 - person),
  };
}

/** What delegates did with a guide, the last of them first. */
function byDelegates({ delegates }: SmallCampaign, guide: number): Visit["byDelegates"] {
  if (guide >= delegates.opened) return null;
  const { played, downloaded, rated, watched, services } = delegates;
  return {
    ...{ openedOn: noticeOn, playedOn: guide < played ? noticeOn : null, downloaded: guide < downloaded },
    percents: new Set(percents.filter((_, index) => guide < (watched[index] ?? 0))),
    chapters: new Set(),
    services: new Map(guide < services.guides ? [[`${serviceId(0)} page`, services.times]] : []),
    rating: guide < rated ? 5 : null,
  };
}

function servicesOf({ told, services }: SmallCampaign, person: number): Map<string, number> {
  return new Map(
    services.flatMap(({ from, people: count, times }, index) =>
      (person - from + told) % told < count ? [[`${serviceId(index)} ${placeOf(person)}`, times] as const] : [],
    ),
  );
}

/** Where a person opens services. */
const placeOf = (person: number) => (person % 4 === 0 ? "end" : "page");

const serviceId = (index: number) => `service-${index}`;

/** The counts behind what is shown, by `measure dimension`. */
export function countsOf(campaign: SmallCampaign): Map<string, number> {
  const { told, failed, opened, played, downloaded } = campaign;
  const times = campaign.services.map(({ people: count, times: each }, index) => [index, count * each] as const);
  return new Map([
    ...Object.entries({ selected: told + failed, available: told, opened, played, downloaded }),
    ...campaign.watched.map((count, index) => [`watched ${percents[index]}`, count] as const),
    ...campaign.chapters.map((count, index) => [`chapter ${index + 1}`, count] as const),
    ...times.map(([index, count]) => [`service ${serviceId(index)}`, count] as const),
    ...[["unreachable no-channel", 0] as const, ["unreachable not-delivered", 0] as const],
    ...daysOf("opened_day", opened),
    ...daysOf("played_day", played),
    ...placesOf(campaign),
    ["interactions", times.reduce((sum, [, count]) => sum + count, 0)],
    ...campaign.rated.map((count, index) => [`rated ${index + 1}`, count] as const),
    ...campaign.channels.flatMap(({ channel: name, ...counts }) =>
      Object.entries(counts).map(([measure, count]) => [`${measure} ${name}`, count] as const),
    ),
    ...delegateCounts(campaign),
  ]);
}

function delegateCounts({ delegates }: SmallCampaign): [string, number][] {
  const { sent, delivered, read, bounced, watched, services, ...done } = delegates;
  return [
    ...Object.entries({ sent, delivered, read, bounced }).map(([name, count]): [string, number] => [
      `${name} delegate`,
      count,
    ]),
    ...Object.entries(done).map(([name, count]): [string, number] => [`delegate_${name}`, count]),
    ...watched.map((count, index): [string, number] => [`delegate_watched ${percents[index]}`, count]),
    ["delegate_interactions", services.guides * services.times],
  ];
}

function daysOf(measure: string, people: number): [string, number][] {
  return dayRanges.map((range, after) => [
    `${measure} ${range}`,
    after > 2 ? 0 : Math.ceil(Math.max(0, people - after) / 3),
  ]);
}

function placesOf(campaign: SmallCampaign): [string, number][] {
  const counts = new Map<string, number>();
  for (let person = 0; person < campaign.told; person++)
    for (const [key, times] of servicesOf(campaign, person))
      counts.set(`service_place ${key}`, (counts.get(`service_place ${key}`) ?? 0) + times);
  return [...counts];
}
