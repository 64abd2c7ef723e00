import type { SynthOptions } from "../synth/synth-extracts.ts";
import { type CommandEntry, type Typed, writing } from "./command.ts";
import { common, type OptionEntry, writingOptions } from "./option-table.ts";
import { parseNumber } from "./options.ts";

const cacheOut: OptionEntry = { flags: "--out <dir>", says: "output folder", preset: "output" };

/** What is done between campaigns. */
export const upkeepCommands: CommandEntry[] = [
  {
    name: "purge",
    says: "remove personal data of campaigns whose guides are no longer available",
    options: [
      ...common("out"),
      {
        flags: "--older-than <YYYY-MM-DD>",
        says: "only campaigns available until a day before this one (default: today)",
      },
      { flags: "--yes", says: "remove them; without it they are only named" },
      ...common("events"),
      ...writingOptions,
    ],
    action: writing(async (settings, tools, typed) =>
      (await import("./commands/purge-ledger.ts")).purgeLedgerCommand(settings, tools, typed),
    ),
  },
  {
    name: "synth",
    says: "write extracts of invented people",
    options: [
      { flags: "--employers <n>", says: "how many employers", isRequired: true },
      { flags: "--seed <text>", says: "the same seed gives the same bytes", isRequired: true },
      { flags: "--out <dir>", says: "folder for the extracts", isRequired: true },
      {
        flags: "--hostile <percent>",
        says: "rows that are spoiled, in files of any style that is allowed",
        preset: "0",
      },
      ...writingOptions,
    ],
    action: async (typed, tools) => (await import("./commands/synth.ts")).synthCommand(synthOptions(typed), tools),
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

function synthOptions({ employers = "", seed = "", out = "", hostile = "" }: Typed): SynthOptions {
  return {
    employers: parseNumber("--employers", employers, { from: 1, to: 100_000_000, whole: true }),
    seed,
    folder: out,
    hostilePercent: parseNumber("--hostile", hostile, { from: 0, to: 100, whole: false }),
  };
}
