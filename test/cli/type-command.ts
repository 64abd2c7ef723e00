import { commandLine } from "../../pipeline/cli/command-line.ts";
import { sentence, troubleOf } from "../../pipeline/cli/trouble.ts";
import { silentTools } from "../support/silent-tools.ts";
import type { Ended } from "./program.ts";

/**
 * Does what the words on the command line say, in this process, which is faster than `videoguida`. `stderr` is as with
 * `--quiet`; no log is kept.
 */
export async function typeCommand(words: string[]): Promise<Ended> {
  const ended: Ended = { exitCode: null, stdout: "", stderr: "" };
  const say = (text: string) => {
    ended.stderr += `${text}\n`;
  };
  const tools = {
    ...silentTools(),
    warn: (text: string) => say(`Warning: ${sentence(text)}`),
    listFailures: (heading: string, lines: readonly string[]) => say([heading, ...lines].join("\n")),
  };
  const finish = (exitCode: number) => {
    ended.exitCode = exitCode;
  };
  const restore = (["stdout", "stderr"] as const).map((name) => {
    const stream = process[name];
    const { write } = stream;
    stream.write = (text: string | Uint8Array) => {
      ended[name] += text;
      return true;
    };
    return () => {
      stream.write = write;
    };
  });
  try {
    await commandLine("0.0.0", tools, { finish, onComplaint: () => {} }).parseAsync(words, { from: "user" });
  } catch (error) {
    const trouble = troubleOf(error, words[0] ?? null);
    say(trouble.text);
    finish(trouble.exitCode);
  } finally {
    for (const stream of restore) stream();
  }
  return ended;
}
