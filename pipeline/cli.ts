import { createRequire } from "node:module";
import { Command, CommanderError } from "commander";
import type { StudioOptions } from "./commands/studio.ts";
import { day } from "./domain/day.ts";
import { exitCodes, PipelineError } from "./domain/errors.ts";
import { parseNumber, settingsFrom, type TypedOptions } from "./options.ts";
import type { CampaignSettings } from "./settings.ts";
import { diskTroubleIn } from "./support/disk-trouble.ts";
import { type Progress, silentProgress, type Warn } from "./support/progress.ts";
import { quietConsole } from "./support/quiet-console.ts";
import { terminalProgress } from "./support/terminal.ts";
import type { SynthOptions } from "./synth/synth-extracts.ts";

const { version } = createRequire(import.meta.url)("../package.json") as { version: string };

/** What every command gets beside its settings. */
export type CommandTools = { progress: Progress; warn: Warn; signal: AbortSignal };

/** Runs the command line `argv` and sets the exit code; errors go to standard error in one sentence with the next step. */
export async function main(argv: string[]): Promise<void> {
  quietConsole();
  // Studio is closed by interrupting it, and has nothing to continue.
  const interruption = interruptions(argv[2] === "studio" ? null : continuation);
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

const continuation = "Interrupted: what is made is kept. Run the same command again to continue";

type CommonOptions = TypedOptions & { quiet?: boolean };
type Finish = (exitCode: number) => void;

function commandLine(signal: AbortSignal, finish: Finish): Command {
  const program = new Command("videoguida")
    .description("Personal video guides for domestic employers: reads extracts, decides, renders, writes manifests")
    .version(version, "--version", "say the version")
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
      const tools = { signal, progress: progressFor(options), warn };
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
  campaignCommand("render", "make the guides of a decided campaign", async (settings, tools, command) =>
    (await import("./commands/render.ts")).renderCommand(settings, tools, command.opts()),
  );
  campaignCommand(
    "notify",
    "write the manifests of a campaign whose guides are made",
    async (settings, tools, command) =>
      (await import("./commands/notify.ts")).notifyCommand(settings, tools, command.opts()),
  ).option("--late-payments <file>", "take out everybody this file shows to have paid since");
  campaignCommand("report", "write campaign.json anew and show it", async (settings, tools, command) =>
    (await import("./commands/report.ts")).reportCommand(settings, tools, command.opts()),
  );
  campaignCommand("verify", "read a campaign back: files, hashes, schemas, videos", async (settings, tools) =>
    (await import("./commands/verify.ts")).verifyCommand(settings, tools),
  );
  campaignCommand(
    "inspect <employer_id>",
    "show on what the decision about an employer rests",
    async (settings, _tools, command) =>
      (await import("./commands/inspect-employer.ts")).inspectEmployerCommand(
        settings,
        command.args[0] ?? "",
        command.opts(),
      ),
  ).option("--json", "as JSON");
  campaignCommand("studio", "open Remotion Studio", async (settings, tools, command) =>
    (await import("./commands/studio.ts")).studioCommand(settings, tools, studioOptions(command.opts())),
  )
    .option("--employer <employer_id>", "with the guide of a selected employer")
    .option("--port <n>", "port of the page")
    .option("--no-open", "do not open a browser");
  campaignCommand(
    "contact-sheet",
    "pictures of every kind of scene and of the riskiest names, for approval",
    async (settings, tools) => (await import("./commands/contact-sheet.ts")).contactSheetCommand(settings, tools),
  );
  campaignCommand("launch-kit", "write the film and the flyer of the launch campaign", async (settings, tools) =>
    (await import("./commands/launch-kit.ts")).launchKitCommand(settings, tools),
  );
  campaignCommand(
    "purge",
    "remove personal data of campaigns whose guides are no longer available",
    async (settings, tools, command) =>
      (await import("./commands/purge-ledger.ts")).purgeLedgerCommand(settings, tools, today(), command.opts()),
  )
    .option("--older-than <YYYY-MM-DD>", "only campaigns available until a day before this one (default: today)")
    .option("--yes", "remove them; without it they are only named");

  program
    .command("synth")
    .description("write extracts of invented people")
    .requiredOption("--employers <n>", "how many employers")
    .requiredOption("--seed <text>", "the same seed gives the same bytes")
    .requiredOption("--out <dir>", "folder for the extracts")
    .option("--hostile <percent>", "rows that are spoiled, in files of any style that is allowed", "0")
    .option("--quiet", "no progress")
    .action(async (options: SynthFlags) =>
      finish(
        await (await import("./commands/synth.ts")).synthCommand(synthOptions(options), {
          progress: progressFor(options),
        }),
      ),
    );

  const cache = program.command("cache").description("the cache of rendered scenes");
  cache
    .command("stats")
    .description("how much it holds")
    .option("--out <dir>", "output folder", "output")
    .action(async ({ out }: { out: string }) =>
      finish(await (await import("./commands/cache.ts")).cacheStatsCommand(out)),
    );
  cache
    .command("prune")
    .description("delete scenes that were not of use lately")
    .requiredOption("--older-than <days>", "days since a scene was last of use")
    .option("--out <dir>", "output folder", "output")
    .action(async ({ out, olderThan }: { out: string; olderThan: string }) => {
      const days = parseNumber("--older-than", olderThan, { from: 0, to: 36_500, whole: true });
      finish(await (await import("./commands/cache.ts")).cachePruneCommand(out, days, new Date()));
    });
  return program;
}

type SynthFlags = { employers: string; seed: string; out: string; hostile: string; quiet?: boolean };

function synthOptions({ employers, seed, out, hostile }: SynthFlags): SynthOptions {
  return {
    employers: parseNumber("--employers", employers, { from: 1, to: 100_000_000, whole: true }),
    seed,
    folder: out,
    hostilePercent: parseNumber("--hostile", hostile, { from: 0, to: 100, whole: false }),
  };
}

type StudioFlags = { employer?: string; host?: string; port?: string; open: boolean };

function studioOptions({ employer, host, port, open }: StudioFlags): StudioOptions {
  return {
    employer: employer ?? null,
    host: host ?? "127.0.0.1",
    port: port === undefined ? null : parseNumber("--port", port, { from: 1, to: 65_535, whole: true }),
    opensBrowser: open,
  };
}

function progressFor({ quiet }: { quiet?: boolean }): Progress {
  return quiet ? silentProgress : terminalProgress(process.stderr);
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
    .option("--accept <checks>", "go on although these plausibility checks failed (names with commas, or all)")
    .option("--change-addresses", "give guides other addresses than people already have")
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
  if (signal.aborted) return exitCodes.interrupted;
  const trouble = error instanceof PipelineError ? error : diskTroubleIn(error);
  if (trouble) {
    write(`${trouble.message}. ${trouble.nextStep}`);
    return trouble.exitCode;
  }
  process.stderr.write(`This is a bug in videoguida; please report it with the lines below.\n${stackOf(error)}\n`);
  return exitCodes.bug;
}

const warn: Warn = (sentence) => write(`Warning: ${sentence}`);

function write(sentence: string): void {
  process.stderr.write(`${sentence.replace(/\s+/g, " ")}.\n`);
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** The first signal asks the work to stop; the second ends the process where it stands, which loses nothing either. */
function interruptions(sentence: string | null): { signal: AbortSignal; stop: () => void } {
  const controller = new AbortController();
  const onSignal = () => {
    if (controller.signal.aborted) process.exit(exitCodes.interrupted);
    // Now, because an open browser ends the process right after this.
    if (sentence) write(sentence);
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
