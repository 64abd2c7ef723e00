import { CommanderError } from "commander";
import { exitCodes, PipelineError } from "../domain/errors.ts";
import { diskTroubleIn } from "../support/disk-trouble.ts";
import type { Facts } from "../support/event-log.ts";

/** How an error is told: `text` to a person, `facts` to the log. */
export type Trouble = { exitCode: number; text: string; facts: Facts };

/** What went wrong, in one sentence with the next step. `command` is null when none was recognised. */
export function troubleOf(error: unknown, command: string | null): Trouble {
  if (error instanceof CommanderError) return badUsage(error, command);
  const known = error instanceof PipelineError ? error : diskTroubleIn(error);
  return known ? knownTrouble(known) : bug(error);
}

/** What was typed may name an employer: the log gets the code only. */
function badUsage({ code, message }: CommanderError, command: string | null): Trouble {
  const help = ["videoguida", ...(command ? [command] : []), "--help"].join(" ");
  return {
    exitCode: exitCodes.badInput,
    text: sentence(`${message.replace(/^error: /, "")}. See «${help}» for commands and options`),
    facts: { code },
  };
}

function knownTrouble({ code, message, nextStep, exitCode }: PipelineError): Trouble {
  return { exitCode, text: sentence(`${message}. ${nextStep}`), facts: { code, message, next_step: nextStep } };
}

/** An unexpected message may quote anything: the log gets only the name and stack frames. */
function bug(error: unknown): Trouble {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const frames = stack.split("\n").filter((line) => /^\s+at /.test(line));
  return {
    exitCode: exitCodes.failure,
    text: `This is a bug in videoguida; please report it with the lines below.\n${stack}`,
    facts: {
      code: "bug",
      error: error instanceof Error ? error.name : typeof error,
      at: frames.map((at) => at.trim()),
    },
  };
}

/** On one line, with a full stop. */
export function sentence(text: string): string {
  return `${text.replace(/\s+/g, " ")}.`;
}
