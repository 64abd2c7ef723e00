import { type EventLog, openEventLog } from "../support/event-log.ts";
import { loggedProgress } from "../support/logged-progress.ts";
import { silentProgress } from "../support/progress.ts";
import { openTerminal, type Terminal } from "../support/terminal.ts";
import type { CommandTools } from "./command-tools.ts";
import { sentence } from "./trouble.ts";

/** What a command tells while it is at work: to a person on standard error, and to the log. */
export type Session = Omit<CommandTools, "signal"> & {
  /** A line for a person; not shown with `--log-json`, where every line is JSON. */
  tell(line: string): void;
  close(): void;
};

/** Opens the log and the terminal of a command; `isJson` with `--log-json`. */
export function openSession(
  command: { command: string; version: string },
  { isQuiet, isJson }: { isQuiet: boolean; isJson: boolean },
): Session {
  const terminal = isJson ? noTerminal : openTerminal(process.stderr);
  const echo = { write: (line: string) => void process.stderr.write(line), level: isQuiet ? "warn" : "info" } as const;
  const log: EventLog = openEventLog(command, {
    echo: isJson ? echo : null,
    onLoss: (file) => warn(`the log ${file} cannot be written; the command goes on without it`),
  });
  const warned = new Set<string>();
  // Several steps check the same settings and addresses: each warning is shown once.
  const warn = (text: string) => {
    if (warned.has(text)) return;
    warned.add(text);
    log.write("warning", { sentence: text }, "warn");
    terminal.say(`Warning: ${sentence(text)}`);
  };
  return {
    progress: loggedProgress(isQuiet ? silentProgress : terminal.progress, log),
    warn,
    listFailures: (heading, lines) => {
      log.write("failures", { sentence: heading }, "error");
      terminal.say([heading, ...lines].join("\n"));
    },
    log,
    tell: (line) => {
      terminal.close();
      terminal.say(line);
    },
    close: () => log.close(),
  };
}

const noTerminal: Terminal = { progress: silentProgress, say: () => {}, close: () => {} };
