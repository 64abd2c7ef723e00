import { existsSync } from "node:fs";
import path from "node:path";
import { exitCodes, PipelineError } from "../../domain/errors.ts";
import type { EventStore } from "../../events/event-store.ts";
import { isDatabase } from "../../events/open-events.ts";
import { pseudonyms } from "../../events/pseudonym.ts";
import { isInLedger } from "../../ledger/bulk/remove-employer.ts";
import type { Ledger } from "../../ledger/open-ledger.ts";
import { campaignRecords } from "../../ledger/queries/campaigns.ts";
import { type Forgetting, forgettingUnderWay, forgottenOnOf } from "../../ledger/queries/forgotten.ts";
import { type CampaignSettings, campaignFolder } from "../../settings/campaign-settings.ts";
import { type ForgetElsewhere, forgetEmployer } from "../../workflow/forget/forget-employer.ts";
import { type PersonHash, personHash } from "../../workflow/forget/forgotten-people.ts";
import { guideTokenKey } from "../../workflow/notify/token-key.ts";
import type { CampaignPlan } from "../../workflow/plan/campaign-plan.ts";
import type { CommandTools } from "../command-tools.ts";
import { eventsPlace, newestConfig, openKeptEvents } from "./with-guides.ts";
import { withLedger } from "./with-ledger.ts";
import { writeReport } from "./write-report.ts";

type PurgeEmployerOptions = { employer: string; olderThan?: string; config?: string; events?: string };

/**
 * Removes one person from everything in an output folder, and says so; the exit code is 3 when files are left that only
 * people can judge. A removal that was interrupted is finished first. Throws a `PipelineError` (exit 2) when nothing is
 * or was known of the person.
 */
export async function purgeEmployerCommand(
  typedSettings: CampaignSettings,
  tools: CommandTools,
  options: PurgeEmployerOptions,
): Promise<number> {
  if (options.olderThan !== undefined) throw wrongOptions();
  const employerId = options.employer.trim().toUpperCase();
  const access = { creates: false, keepsLog: false, finishesRemovals: true };
  return withLedger(typedSettings, tools, access, async ({ ledger }) => {
    const config =
      options.config === undefined ? ((await newestConfig(ledger)) ?? typedSettings.config) : typedSettings.config;
    const settings = { ...typedSettings, config };
    const tokenKey = await guideTokenKey(ledger, settings);
    const hash = personHash(tokenKey);
    const begun = await forgettingUnderWay(ledger);
    const isBegun = begun.some((one) => one.employerId === employerId);
    const isKnown = isBegun || isInLedger(ledger.writer, employerId);
    const all = [...begun, ...(isKnown && !isBegun ? [{ employerId, forgottenOn: settings.today }] : [])];
    const place = eventsPlace(settings.outFolder, options.events);
    const left = await forgetAll(all, { ledger, settings, hash, tokenKey, place });
    const forgottenOn = await forgottenOnOf(ledger, hash.of(employerId));
    if (!isKnown && forgottenOn === null) throw unknownEmployer(employerId);
    // Also of somebody removed before: the first time the events may have been looked for in another place.
    if (!isKnown) await forgetEvents(ledger, employerId, { tokenKey, place });
    if (!(isDatabase(place) || existsSync(place)))
      tools.progress.say(`No events are kept in ${place}: when they are kept elsewhere, purge again with --events`);
    process.stdout.write(isKnown ? removedNow(employerId) : removedBefore(employerId, forgottenOn));
    return sayLeft(left, tools);
  });
}

const removedNow = (employerId: string) =>
  `${employerId} was removed; counts stay, and a keyed hash that says on which day. Run «notify» for each campaign so that delegates are told of the others alone, and delete dossiers that were written elsewhere with --to\n`;
const removedBefore = (employerId: string, day: string | null) =>
  `${employerId} was removed on ${day}; nothing is known of them any more\n`;

type Removal = { ledger: Ledger; settings: CampaignSettings; hash: PersonHash; tokenKey: Uint8Array; place: string };

/** One person after the other; returns the files in which they still stand. */
async function forgetAll(
  all: readonly Forgetting[],
  { ledger, settings, hash, tokenKey, place }: Removal,
): Promise<string[]> {
  const left: string[] = [];
  for (const forgetting of all) {
    const elsewhere: ForgetElsewhere = {
      events: () => forgetEvents(ledger, forgetting.employerId, { tokenKey, place }),
      report: (plan) => writeReportAnew(ledger, plan, place),
    };
    left.push(...(await forgetEmployer(ledger, settings, forgetting, { hash, elsewhere })));
  }
  return left;
}

/** Also of campaigns that were purged: their events are kept, under pseudonyms. */
async function forgetEvents(
  ledger: Ledger,
  employerId: string,
  { tokenKey, place }: { tokenKey: Uint8Array; place: string },
): Promise<void> {
  const events: EventStore | null = await openKeptEvents(place);
  if (events === null) return;
  try {
    const personOf = pseudonyms(tokenKey);
    for (const { campaign } of await campaignRecords(ledger))
      await events.removePerson(campaign, personOf({ campaign, employerId }));
  } finally {
    await events.close();
  }
}

/** What people wrote stands in it, and what they did is counted in it. */
async function writeReportAnew(ledger: Ledger, plan: CampaignPlan, place: string): Promise<void> {
  if (existsSync(path.join(campaignFolder(plan), "report"))) await writeReport(ledger, plan, place);
}

function sayLeft(left: readonly string[], { listFailures }: Pick<CommandTools, "listFailures">): number {
  if (left.length === 0) return exitCodes.done;
  const heading =
    "Files that this program does not keep, or that others have put there, still name them; look through them by hand:";
  listFailures(
    heading,
    left.map((file) => `  ${file}`),
  );
  return exitCodes.someFailed;
}

function unknownEmployer(employerId: string): PipelineError {
  return new PipelineError("unknown-employer", `Nothing is known of ${employerId}`, {
    nextStep: "See whether the codice fiscale is right, and whether --out is the folder of its campaigns",
  });
}

function wrongOptions(): PipelineError {
  return new PipelineError("wrong-option", "--employer removes one person, --older-than whole campaigns", {
    nextStep: "Give one of the two",
  });
}
