import { Command, Option } from "commander";
import { approvalCommands } from "./approval-commands.ts";
import { campaignCommands } from "./campaign-commands.ts";
import type { CommandEntry, Typed } from "./command.ts";
import type { CommandTools } from "./command-tools.ts";
import { pageCommands } from "./page-commands.ts";
import { upkeepCommands } from "./upkeep-commands.ts";

const commands: CommandEntry[] = [...campaignCommands, ...approvalCommands, ...pageCommands, ...upkeepCommands];

/** Descriptions of command groups. */
const groups: Record<string, string> = {
  cache: "the cache of rendered scenes",
  events: "what was done on the guide pages",
  receipts: "what became of notifications",
};

/** Takes a command's exit code, and what Commander writes to standard error. */
type Outcome = { finish(exitCode: number): void; onComplaint(text: string): void };

/** All commands with their options. Errors are thrown as `CommanderError`; nothing is written to standard error. */
export function commandLine(version: string, tools: CommandTools, { finish, onComplaint }: Outcome): Command {
  const program = new Command("videoguida")
    .description("Personal video guides for domestic employers: reads extracts, decides, renders, writes manifests")
    .version(version, "--version", "say the version")
    .exitOverride()
    .configureOutput({ writeErr: onComplaint })
    .showSuggestionAfterError(true);
  for (const entry of commands) {
    const command = addCommand(program, entry);
    command.action(async () => finish(await entry.action(command.opts<Typed>(), tools, command.args)));
  }
  return program;
}

/** The command that the typed words name (`cache prune`, for instance) and a test for its flags; null for none. */
export function commandIn(words: string[]): { name: string; has(flag: string): boolean } | null {
  const [first = "", second = ""] = words;
  const wordsOf = ({ name }: CommandEntry) => name.replace(/ [<[].*/, "");
  const entry = commands.find((entry) => [first, `${first} ${second}`].includes(wordsOf(entry)));
  if (!entry) return null;
  const has = (flag: string) => words.includes(flag) && entry.options.some(({ flags }) => flags === flag);
  return { name: wordsOf(entry), has };
}

function addCommand(program: Command, { name, says, options }: CommandEntry): Command {
  const [group = "", subcommand] = name.split(/ (?![<[])/);
  const command = (subcommand ? groupOf(program, group) : program).command(subcommand ?? group).description(says);
  for (const { flags, says, isRequired, preset, alone } of options) {
    const option = new Option(flags, says).default(preset).makeOptionMandatory(isRequired === true);
    command.addOption(alone === undefined ? option : option.preset(alone));
  }
  return command;
}

function groupOf(program: Command, group: string): Command {
  const existing = program.commands.find((command) => command.name() === group);
  return existing ?? program.command(group).description(groups[group] ?? "");
}
