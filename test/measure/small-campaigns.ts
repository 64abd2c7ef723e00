import fc from "fast-check";
import { countVisits } from "../../pipeline/measure/count-visits.ts";
import type { Measure } from "../../pipeline/measure/measure.ts";
import { measuresOf } from "../../pipeline/measure/measures.ts";
import { percents, type Visit } from "../../pipeline/measure/visit.ts";

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
  channels: { channel: string; sent: number; delivered: number; read: number; bounced: number }[];
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
  })
  .map(nested);

function channel(name: string) {
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
  };
}

/** What is shown of a campaign. */
export async function measuresOfSmall(campaign: SmallCampaign): Promise<Measure[]> {
  return measuresOf({
    told: { selected: campaign.told + campaign.failed, available: campaign.told },
    channels: campaign.channels,
    visits: await countVisits(visitsOf(campaign)),
    process: { rows: {}, rejected: {}, seconds: {} },
  });
}

async function* visitsOf(campaign: SmallCampaign): AsyncGenerator<Visit> {
  const stars = campaign.rated.flatMap((count, index) => Array.from({ length: count }, () => index + 1));
  for (let person = 0; person < campaign.told; person++)
    yield {
      person: String(person),
      opened: person < campaign.opened,
      played: person < campaign.played,
      downloaded: person < campaign.downloaded,
      percents: new Set(percents.filter((_, index) => person < (campaign.watched[index] ?? 0))),
      chapters: new Set([1, 2, 3, 4, 5].filter((number) => person < (campaign.chapters[number - 1] ?? 0))),
      services: servicesOf(campaign, person),
      rating: stars[person] ?? null,
    };
}

function servicesOf({ told, services }: SmallCampaign, person: number): Map<string, number> {
  return new Map(
    services.flatMap(({ from, people: count, times }, index) =>
      (person - from + told) % told < count ? [[serviceId(index), times] as const] : [],
    ),
  );
}

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
    ["interactions", times.reduce((sum, [, count]) => sum + count, 0)],
    ...campaign.rated.map((count, index) => [`rated ${index + 1}`, count] as const),
    ...campaign.channels.flatMap(({ channel: name, ...counts }) =>
      Object.entries(counts).map(([measure, count]) => [`${measure} ${name}`, count] as const),
    ),
  ]);
}
