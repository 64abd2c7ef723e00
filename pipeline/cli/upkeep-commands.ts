import { todayInRome } from "../domain/day.ts";
import { PipelineError } from "../domain/errors.ts";
import type { SynthOptions } from "../synth/synth-extracts.ts";
import { type CommandEntry, type Typed, writing } from "./command.ts";
import { common, type OptionEntry, writingOptions } from "./option-table.ts";
import { parseNumber, settingsFrom } from "./options.ts";

const cacheOut: OptionEntry = { flags: "--out <dir>", says: "output folder", preset: "output" };

/** What is done between campaigns. */
export const upkeepCommands: CommandEntry[] = [
  {
    name: "purge",
    says: "remove personal data of campaigns whose guides are no longer available, or of one person",
    options: [
      ...common("out", "config"),
      { flags: "--employer <employer_id>", says: "remove this person from everything, at once; counts stay" },
      {
        flags: "--older-than <YYYY-MM-DD>",
        says: "only campaigns available until a day before this one (default: today)",
      },
      { flags: "--yes", says: "remove them; without it they are only named" },
      ...common("events"),
      ...writingOptions,
    ],
    action: writing(async (settings, tools, { employer, ...typed }) =>
      employer === undefined
        ? (await import("./commands/purge-ledger.ts")).purgeLedgerCommand(settings, tools, typed)
        : (await import("./commands/purge-employer.ts")).purgeEmployerCommand(settings, tools, { employer, ...typed }),
    ),
  },
  {
    name: "synth",
    says: "write extracts of invented people, or what invented people did with the guides of a campaign",
    options: [
      { flags: "--employers <n>", says: "write extracts of so many employers" },
      {
        flags: "--events [dir]",
        says: "write events and receipts of the campaign in this output folder, and the figures they make",
        alone: "output",
      },
      ...common("campaign"),
      { flags: "--seed <text>", says: "the same seed gives the same bytes", isRequired: true },
      { flags: "--out <dir>", says: "folder for the files", isRequired: true },
      { flags: "--hostile <percent>", says: "rows of extracts that are spoiled, in files of any style (default: 0)" },
      ...writingOptions,
    ],
    action: async (typed, tools) => {
      const { synthCommand, synthEventsCommand } = await import("./commands/synth.ts");
      return typed.events === undefined
        ? synthCommand(synthOptions(typed), tools)
        : synthEventsCommand(synthEventsOptions(typed, typed.events), tools);
    },
  },
  {
    name: "schemas",
    says: "write the JSON Schemas of manifests, campaign.json, events and receipts",
    options: [{ flags: "--to <dir>", says: "folder for the schemas", isRequired: true }, ...common("groupReadable")],
    action: async ({ to = "" }) => (await import("./commands/schemas.ts")).schemasCommand(to),
  },
  {
    name: "cache stats",
    says: "how much it holds",
    options: [cacheOut],
    action: async ({ out = "" }) => (await import("./commands/cache.ts")).cacheStatsCommand(out),
  },
  {
    name: "cache prune",
    says: "delete scenes that were not of use lately",
    options: [{ flags: "--older-than <days>", says: "days since a scene was last of use", isRequired: true }, cacheOut],
    action: async ({ out = "", olderThan = "" }) => {
      const days = parseNumber("--older-than", olderThan, { from: 0, to: 36_500, whole: true });
      return (await import("./commands/cache.ts")).cachePruneCommand(out, days, new Date());
    },
  },
];

function synthOptions({ employers, seed = "", out = "", hostile = "0", campaign }: Typed): SynthOptions {
  if (employers === undefined) throw wrongSynth("--employers or --events is missing: synth writes extracts or events");
  if (campaign !== undefined) throw wrongSynth("--campaign goes with --events alone: extracts belong to no campaign");
  return {
    employers: parseNumber("--employers", employers, { from: 1, to: 100_000_000, whole: true }),
    seed,
    folder: out,
    hostilePercent: parseNumber("--hostile", hostile, { from: 0, to: 100, whole: false }),
  };
}

function synthEventsOptions({ employers, hostile, seed = "", out = "", ...typed }: Typed, outFolder: string) {
  if (employers !== undefined || hostile !== undefined)
    throw wrongSynth("--employers and --hostile are for extracts, and --events is for a campaign that was made");
  const { campaign } = settingsFrom({ campaign: typed.campaign }, todayInRome(new Date()));
  return { outFolder, campaign, seed, folder: out };
}

function wrongSynth(rule: string): PipelineError {
  return new PipelineError("wrong-option", rule, { nextStep: "See «videoguida synth --help» for the options" });
}
