import path from "node:path";
import type { SceneKind } from "../../../compositions/storyboard.ts";
import { addDays, type Day } from "../../domain/day.ts";
import { PipelineError } from "../../domain/errors.ts";
import type { Channel } from "../../domain/notification.ts";
import { countTold, recordedNotifications } from "../../ledger/bulk/notifications.ts";
import { type Ledger, openLedgerToRead } from "../../ledger/open-ledger.ts";
import { findCampaign } from "../../ledger/queries/plans.ts";
import { keptConfig, type ServiceLink } from "../../settings/config.ts";
import { openCsv, writeCsv } from "../../support/csv-file.ts";
import type { Progress } from "../../support/progress.ts";
import { withProgress } from "../../support/with-progress.ts";
import { type SeededRandom, seededRandom } from "../seeded-random.ts";
import { ExpectedMeasures } from "./expected-measures.ts";
import { inventReceipts } from "./invent-receipts.ts";
import { inventVisits, type OfferedService } from "./invent-visits.ts";
import { eventColumns, eventRows, receiptColumns, receiptRows, type ToldPerson } from "./synth-rows.ts";

export type SynthEventsOptions = {
  /** Output folder of the campaign. */
  outFolder: string;
  campaign: string;
  seed: string;
  /** Folder to write into. */
  folder: string;
};

/** Rows without headers; some say the same again. */
export type SynthEventCounts = { people: number; events: number; receipts: number };

/** What a campaign is about, as far as it is needed here. */
type Told = { ledger: Ledger; services: OfferedService[]; asOf: Day };

/**
 * Writes what the people of a campaign's newest manifests did, and what became of their notifications: `events.csv` and
 * `receipts.csv`, as `events import` and `receipts import` take them, and `expected-measures.csv`, the figures that they
 * make in a campaign of which nothing was reported before. The same ledger and seed give the same bytes; memory stays
 * flat. Throws a `PipelineError` (exit 2) when nobody was told.
 */
export async function synthEvents(options: SynthEventsOptions, progress: Progress): Promise<SynthEventCounts> {
  const ledger = await openLedgerToRead(options.outFolder);
  if (ledger === null) throw nobodyTold(options);
  try {
    const plan = await findCampaign(ledger, options.campaign);
    const people = countTold(ledger, options.campaign);
    if (plan === null || people === 0) throw nobodyTold(options);
    const services = keptConfig(plan.settings).services.map(offeredService);
    const label = ["Inventing events", people, "people"] as const;
    return await withProgress(progress, [...label], (task) =>
      writeAll(options, { ledger, services, asOf: plan.asOf }, () => task.advance()),
    );
  } finally {
    await ledger.close();
  }
}

function offeredService({ id, shownDuring = [] }: ServiceLink): OfferedService {
  return { id, chapters: [...new Set(shownDuring.flatMap((kind) => chapterOf[kind] ?? []))] };
}

/** The chapter in which a scene that has services beside it usually comes. */
const chapterOf: Partial<Record<SceneKind, number>> = {
  ...{ "recent-payment": 1, notices: 2, "pay-online": 2, "pay-network": 2 },
  ...{ suspension: 3, cessation: 3, recalculation: 3, "late-payment": 4, "account-statement": 4 },
};

async function writeAll(
  { folder, campaign, seed }: SynthEventsOptions,
  told: Told,
  advance: () => void,
): Promise<SynthEventCounts> {
  // An event counts once whatever its campaign is: another campaign gets other ids.
  const random = seededRandom(`videoguida events ${campaign} ${seed}`);
  const expected = new ExpectedMeasures();
  const counts: SynthEventCounts = { people: 0, events: 0, receipts: 0 };
  const events = await openCsv(path.join(folder, "events.csv"), eventColumns);
  const receipts = await openCsv(path.join(folder, "receipts.csv"), receiptColumns);
  try {
    for (const person of peopleTold(told.ledger, campaign, told.asOf, random)) {
      for (const row of inventReceiptRows(person, expected, random)) counts.receipts += await added(receipts.add(row));
      const visits = inventVisits(told.services, random);
      expected.addVisits(visits);
      for (const row of eventRows(person, visits, random)) counts.events += await added(events.add(row));
      counts.people += 1;
      advance();
    }
    await Promise.all([events.finish(), receipts.finish()]);
  } catch (error) {
    await Promise.all([events.abort(), receipts.abort()]);
    throw error;
  }
  await writeCsv(path.join(folder, "expected-measures.csv"), ["measure", "dimension", "value"], expected.all());
  return counts;
}

async function added(writing: Promise<void>): Promise<1> {
  await writing;
  return 1;
}

function* inventReceiptRows(person: ToldPerson, expected: ExpectedMeasures, random: SeededRandom) {
  for (const { notificationId, channel } of person.notifications) {
    const receipts = inventReceipts(channel, random);
    expected.addNotification(channel, receipts);
    yield* receiptRows(person, notificationId, receipts, random);
  }
}

/** The dispatchers take three days for a country: from the day after the one on which positions were judged. */
const daysOfDispatch = 3;

/** Whom the newest manifests tell, with all their notifications, by employer_id. */
function* peopleTold(ledger: Ledger, campaign: string, asOf: Day, random: SeededRandom): Generator<ToldPerson> {
  let [employer, notifications]: [string | null, { notificationId: string; channel: Channel }[]] = [null, []];
  const person = (): ToldPerson => ({ notifications, noticeAt: inventNotice(asOf, random) });
  for (const { notificationId, employerId, channel, state } of recordedNotifications(ledger, campaign)) {
    if (state !== "written") continue;
    if (employer !== null && employer !== employerId) {
      yield person();
      notifications = [];
    }
    employer = employerId;
    notifications.push({ notificationId, channel });
  }
  if (employer !== null) yield person();
}

/** Early in the morning, UTC: what is done later on that day is done on it in Italy too, whatever the season. */
function inventNotice(asOf: Day, random: SeededRandom): Date {
  const day = addDays(asOf, 1 + random.below(daysOfDispatch));
  return new Date(Date.parse(`${day}T06:00:00Z`) + random.below(4 * 3_600) * 1_000);
}

function nobodyTold({ outFolder, campaign }: SynthEventsOptions): PipelineError {
  return new PipelineError("nobody-told", `Nobody was told of a guide of the campaign ${campaign} in ${outFolder}`, {
    nextStep:
      "Run videoguida run or notify first, or name the output folder with --events and the campaign with --campaign",
  });
}
