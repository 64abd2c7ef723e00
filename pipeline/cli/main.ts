import { createRequire } from "node:module";
import { CommanderError } from "commander";
import { exitCodes } from "../domain/errors.ts";
import { keepPrivate } from "../support/private-files.ts";
import { quietConsole } from "../support/quiet-console.ts";
import { commandIn, commandLine } from "./command-line.ts";
import { interruptions } from "./interruptions.ts";
import { openSession, type Session } from "./session.ts";
import { sentence, troubleOf } from "./trouble.ts";

const { version } = createRequire(import.meta.url)("../../package.json") as { version: string };

const continuation = "Interrupted: what is made is kept. Run the same command again to continue";

/** Runs the command line `argv` and sets the exit code; errors go to standard error in one sentence with the next step. */
export async function main(argv: string[]): Promise<void> {
  quietConsole();
  const words = argv.slice(2);
  // Read before parsing, so that usage errors obey `--quiet` and `--log-json` too.
  const typed = commandIn(words);
  const has = (flag: string) => typed?.has(flag) === true;
  keepPrivate(has("--group-readable"));
  const session = openSession(
    { command: typed?.name ?? "none", version },
    { isQuiet: has("--quiet"), isJson: has("--log-json") },
  );
  const interruption = interruptions(() => {
    session.log.write("interrupted", {}, "warn");
    // These are ended by interrupting them, and have nothing to continue.
    if (typed?.name !== "studio" && typed?.name !== "serve") session.tell(sentence(continuation));
  });
  try {
    process.exitCode = await runCommandLine(words, { ...session, signal: interruption.signal }, typed?.name ?? null);
  } finally {
    interruption.stop();
    session.close();
  }
}

type Tools = Session & { signal: AbortSignal };

/** Returns the exit code, which is logged before the error is printed so that its sentence comes last. */
async function runCommandLine(words: string[], tools: Tools, command: string | null): Promise<number> {
  const { log, tell, signal } = tools;
  let exitCode: number = exitCodes.done;
  let complaint = "";
  const startedAt = performance.now();
  const end = (code: number) => {
    log.write("ended", { exit_code: code, seconds: Math.round(performance.now() - startedAt) / 1000 });
    return code;
  };
  const program = commandLine(version, tools, {
    finish: (code) => {
      exitCode = code;
    },
    onComplaint: (text) => {
      complaint = text;
    },
  });
  try {
    log.write("started");
    await program.parseAsync(words, { from: "user" });
    return end(exitCode);
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.done;
    if (error instanceof CommanderError && error.code === "commander.help") return missingCommand(complaint);
    if (signal.aborted) return end(exitCodes.interrupted);
    const trouble = troubleOf(error, command);
    log.write("error", trouble.facts, "error");
    end(trouble.exitCode);
    tell(trouble.text);
    return trouble.exitCode;
  }
}

/** Without a command the help is shown, with the exit code of bad usage. */
function missingCommand(help: string): number {
  process.stdout.write(help);
  return exitCodes.badInput;
}
