import { existsSync } from "node:fs";
import { todayInRome } from "../domain/day.ts";
import { type CampaignSettings, campaignFolder } from "../settings/campaign-settings.ts";
import { openToGroup, tightenOutput } from "../support/private-files.ts";
import type { CommandTools } from "./command-tools.ts";
import type { OptionEntry } from "./option-table.ts";
import { settingsFrom, type TypedOptions } from "./options.ts";

/**
 * The options of all commands as they were typed; those that were not typed, or that a command does not have, are
 * missing.
 */
export type Typed = TypedOptions & {
  latePayments?: string;
  requests?: string;
  json?: boolean;
  employer?: string;
  host?: string;
  port?: string;
  open?: boolean;
  olderThan?: string;
  yes?: boolean;
  employers?: string;
  seed?: string;
  hostile?: string;
  groupReadable?: boolean;
  today?: string;
  identityHeader?: string;
  dashboardHeader?: string;
  events?: string;
  to?: string;
};

/** Does the work of a command and returns the exit code. `words` are the arguments that are no options. */
export type Action = (typed: Typed, tools: CommandTools, words: string[]) => Promise<number>;

/** A command of the command line; the name of a subcommand has two words, and `<argument>`s follow the name. */
export type CommandEntry = { name: string; says: string; options: OptionEntry[]; action: Action };

type CampaignWork = (settings: CampaignSettings, tools: CommandTools, typed: Typed, words: string[]) => Promise<number>;

/** A command that only reads. */
export function reading(work: CampaignWork): Action {
  return (typed, tools, words) => work(settingsFrom(typed, todayInRome(new Date())), tools, typed, words);
}

/** A command that writes into the output folder, whose entries first get the modes of new ones. */
export function writing(work: CampaignWork): Action {
  return reading((settings, tools, typed, words) => {
    const { campaign, asOf, audience, packaging, limit, accepted } = settings;
    tools.log.write("settings", { campaign, as_of: asOf, audience, package: packaging, limit, accepted });
    const isGroupReadable = typed.groupReadable === true;
    for (const file of tightenOutput(settings.outFolder, isGroupReadable))
      tools.warn(`${file} belongs to somebody else, who alone can say who may read it`);
    if (isGroupReadable && existsSync(campaignFolder(settings))) openToGroup(campaignFolder(settings));
    return work(settings, tools, typed, words);
  });
}
