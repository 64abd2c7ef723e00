import { CommanderError } from "commander";
import { describe, expect, test } from "vitest";
import { commandLine } from "../../pipeline/cli/command-line.ts";
import { silentTools } from "../support/silent-tools.ts";
import { videoguida } from "./program.ts";

const stage = "campaign as-of out audience package limit config accept change-addresses";
const all = "extracts campaign as-of out audience package max-rejected limit holdout config accept change-addresses";
const written = "group-readable log-json quiet";

/** The options of every command, in the order of its help. */
const commands: [command: string, options: string][] = [
  ["run", `${all} events ${written}`],
  ["ingest", `extracts campaign out max-rejected config ${written}`],
  ["plan", `${all} ${written}`],
  ["render", `${stage} ${written}`],
  ["notify", `${stage} late-payments requests max-rejected ${written}`],
  ["report", `${stage} json events ${written}`],
  ["verify", "campaign out config quiet"],
  ["inspect", "campaign out config json quiet"],
  ["studio", "campaign out config employer host port no-open"],
  ["contact-sheet", `campaign out config ${written}`],
  ["launch-kit", `out config ${written}`],
  ["serve", "out config host port today identity-header dashboard-header events log-json quiet"],
  ["receipts import", `out ${written}`],
  ["events import", `out config events ${written}`],
  ["events export", "out campaign to events log-json quiet"],
  ["purge", `out older-than yes events ${written}`],
  ["synth", `employers events campaign seed out hostile ${written}`],
  ["schemas", "to group-readable"],
  ["cache stats", "out"],
  ["cache prune", "older-than out"],
];

function program() {
  return commandLine("0.0.0", silentTools(), { finish: () => {}, onComplaint: () => {} });
}

function commandNamed(words: string) {
  let command = program();
  for (const word of words.split(" ")) {
    const next = command.commands.find((candidate) => candidate.name() === word);
    if (!next) throw new Error(`there is no command ${words}`);
    command = next;
  }
  return command;
}

test.each(commands)("the help of %s lists exactly its options", (command, options) => {
  const help = commandNamed(command).helpInformation();
  const listed = [...help.matchAll(/^ {2}(?:-h, )?--([a-z-]+)/gm)].map(([, name]) => name);
  expect(listed).toEqual([...options.split(" "), "help"]);
});

test("the table names every command", () => {
  const names = program().commands.flatMap((command) =>
    command.commands.length === 0 ? [command.name()] : command.commands.map((sub) => `${command.name()} ${sub.name()}`),
  );
  expect(names.sort()).toEqual(commands.map(([name]) => name).sort());
});

/** Required options, whose absence is reported before unknown ones. */
const required: Record<string, string[]> = {
  schemas: ["--to", "x"],
  synth: ["--seed", "a", "--out", "x"],
  "cache prune": ["--older-than", "1"],
};

const flags = [...new Set(commands.flatMap(([, options]) => options.split(" ")))].filter((name) => name !== "no-open");

test.each(commands)("%s takes no option of another command", async (command, options) => {
  for (const flag of flags.filter((name) => !options.split(" ").includes(name))) {
    const refused = await program()
      .parseAsync([...command.split(" "), ...(required[command] ?? []), `--${flag}`], { from: "user" })
      .catch((error: CommanderError) => error);
    expect(refused, flag).toBeInstanceOf(CommanderError);
    expect((refused as CommanderError).code, flag).toBe("commander.unknownOption");
  }
});

describe("help on standard output, errors in one sentence with the next step", () => {
  test.each([
    { name: "no command", words: [], exitCode: 2, stdout: /^Usage: videoguida .*contact-sheet/s, stderr: /^$/ },
    { name: "cache alone", words: ["cache"], exitCode: 2, stdout: /^Usage: videoguida cache .*prune/s, stderr: /^$/ },
    { name: "--help", words: ["--help"], exitCode: 0, stdout: /^Usage: videoguida /, stderr: /^$/ },
    { name: "help notify", words: ["help", "notify"], exitCode: 0, stdout: /--late-payments/, stderr: /^$/ },
    { name: "plan --help", words: ["plan", "--help"], exitCode: 0, stdout: /--accept/, stderr: /^$/ },
    {
      name: "a command with a slip",
      words: ["rnder"],
      exitCode: 2,
      stdout: /^$/,
      stderr: /^unknown command 'rnder' \(Did you mean render\?\)\. See «videoguida --help».*\.\n$/,
    },
    {
      name: "an option of another command",
      words: ["verify", "--extracts", "x"],
      exitCode: 2,
      stdout: /^$/,
      stderr: /^unknown option '--extracts'\. See «videoguida verify --help».*\.\n$/,
    },
    {
      name: "a required option that is missing",
      words: ["cache", "prune"],
      exitCode: 2,
      stdout: /^$/,
      stderr: /^required option '--older-than <days>'.* See «videoguida cache prune --help».*\.\n$/,
    },
  ])("$name", async ({ words, exitCode, stdout, stderr }) => {
    const ended = await videoguida(words);
    expect(ended).toEqual({
      exitCode,
      stdout: expect.stringMatching(stdout),
      stderr: expect.stringMatching(stderr),
    });
  });
});
