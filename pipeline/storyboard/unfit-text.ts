import type { z } from "zod";
import { PipelineError } from "../domain/errors.ts";
import { issueInWords, valueAt } from "../support/issue-in-words.ts";
import type { TracedTexts } from "./text-places.ts";

/** Words that are settings, by the field that shows them. */
const settingOf: Record<string, string> = { sender: "sender.name", website: "sender.website" };

/**
 * Texts and settings are edited by people: the first text of `whole` that does not fit, with file and line, or with the
 * key of the setting. `nameOf` says what people call the place with this path: `greeting.message`.
 */
export function unfitText(
  whole: unknown,
  { issues: [issue] }: z.ZodError,
  traced: TracedTexts,
  nameOf: (path: PropertyKey[]) => string,
): PipelineError {
  const path = issue?.path ?? [];
  const value = valueAt(whole, path);
  const setting = settingOf[String(path.at(-1))];
  const place = setting === undefined ? placeOf(value, traced) : `The setting ${setting}`;
  const sentence = `${place}: ${nameOf(path)} does not fit its place: ${issue ? issueInWords(value, issue) : "not valid"}`;
  return new PipelineError("unfit-text", sentence, { nextStep: "Change it and run the command again" });
}

/** A list has the place of its last text. */
function placeOf(value: unknown, traced: TracedTexts): string {
  const text = Array.isArray(value) ? value.at(-1) : value;
  const [file] = (traced.texts.entries[0]?.place ?? "The texts").split(",");
  return (typeof text === "string" ? traced.placeOf(text) : undefined) ?? `${file}`;
}
