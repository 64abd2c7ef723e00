import { Command, CommanderError } from "commander";
import { day } from "./domain/day.ts";
import { exitCodes, PipelineError } from "./domain/errors.ts";
import { settingsFrom, type TypedOptions } from "./options.ts";
import type { CampaignSettings } from "./settings.ts";
import { diskTroubleIn } from "./support/disk-trouble.ts";
import { type Progress, silentProgress } from "./support/progress.ts";
import { terminalProgress } from "./support/terminal.ts";

/** What every command gets beside its settings. */
export type CommandTools = { progress: Progress; signal: AbortSignal };

/** Runs the command line `argv` and sets the exit code; errors go to standard error in one sentence with the next step. */
export async function main(argv: string[]): Promise<void> {
  const interruption = interruptions();
  const program = commandLine(interruption.signal, (code) => {
    process.exitCode = code;
  });
  try {
    await program.parseAsync(argv);
  } catch (error) {
    process.exitCode = report(error, interruption.signal);
  } finally {
    interruption.stop();
  }
}

type CommonOptions = TypedOptions & { quiet?: boolean };
type Finish = (exitCode: number) => void;

function commandLine(signal: AbortSignal, finish: Finish): Command {
  const program = new Command("videoguida")
    .description("Personal video guides for domestic employers: reads extracts, decides, renders, writes manifests")
    .exitOverride()
    .configureOutput({ writeErr: () => {} })
    .showSuggestionAfterError(true);

  /** A command of one campaign. */
  const campaignCommand = (
    name: string,
    description: string,
    action: (settings: CampaignSettings, tools: CommandTools, command: Command) => Promise<number>,
  ) =>
    withCommonOptions(program.command(name).description(description)).action(async (...typed: unknown[]) => {
      const command = typed.at(-1) as Command;
      const options = command.opts<CommonOptions>();
      const tools = { signal, progress: options.quiet ? silentProgress : terminalProgress(process.stderr) };
      finish(await action(settingsFrom(options, today()), tools, command));
    });

  campaignCommand(
    "run",
    "the whole campaign: ingest, decide, render, assemble, notify, report",
    async (settings, tools) => (await import("./commands/run.ts")).runCommand(settings, tools),
  );
  campaignCommand("ingest", "read the extracts into the ledger", async (settings, tools) =>
    (await import("./commands/ingest.ts")).ingestCommand(settings, tools),
  );
  campaignCommand("plan", "ingest and decide; say what a run would take; render nothing", async (settings, tools) =>
    (await import("./commands/plan.ts")).planCommand(settings, tools),
  );
  return program;
}

function withCommonOptions(command: Command): Command {
  return command
    .option("--extracts <dir>", "folder with the extracts")
    .option("--campaign <YYYY-MM>", "campaign month: 02, 05, 08 or 11 (default: the latest that is over)")
    .option("--as-of <YYYY-MM-DD>", "day the position is judged on (default: last day of the campaign month)")
    .option("--out <dir>", "folder for everything written (default: output)")
    .option("--audience <who>", "all or under-76 (default: all)")
    .option("--package <how>", "mp4, hls or both (default: mp4)")
    .option("--max-rejected <percent>", "rejected rows of a file before the file is distrusted (default: 5)")
    .option("--limit <n>", "only the first n selected employers, for a trial")
    .option("--config <file>", "campaign settings as JSON")
    .option("--quiet", "no progress");
}

function today() {
  const now = new Date();
  const pad = (value: number) => String(value).padStart(2, "0");
  return day(`${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`);
}

/** Writes what went wrong and says which exit code it means. */
function report(error: unknown, signal: AbortSignal): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return exitCodes.done;
    write(`${error.message.replace(/^error: /, "")}. See «videoguida --help» for commands and options`);
    return exitCodes.badInput;
  }
  if (signal.aborted) {
    write("Interrupted: what is made is kept. Run the same command again to continue");
    return exitCodes.interrupted;
  }
  const trouble = error instanceof PipelineError ? error : diskTroubleIn(error);
  if (trouble) {
    write(`${trouble.message}. ${trouble.nextStep}`);
    return trouble.exitCode;
  }
  process.stderr.write(`This is a bug in videoguida; please report it with the lines below.\n${stackOf(error)}\n`);
  return exitCodes.bug;
}

function write(sentence: string): void {
  process.stderr.write(`${sentence.replace(/\s+/g, " ")}.\n`);
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** The first signal asks the work to stop; the second ends the process where it stands, which loses nothing either. */
function interruptions(): { signal: AbortSignal; stop: () => void } {
  const controller = new AbortController();
  const onSignal = () => {
    if (controller.signal.aborted) process.exit(exitCodes.interrupted);
    controller.abort();
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const name of signals) process.prependListener(name, onSignal);
  return {
    signal: controller.signal,
    stop: () => {
      for (const name of signals) process.removeListener(name, onSignal);
    },
  };
}
