import type { z } from "zod";
import { PipelineError } from "../domain/errors.ts";
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
  const value = path.reduce<unknown>(
    (inside, key) => (inside as Record<PropertyKey, unknown> | undefined)?.[key],
    whole,
  );
  const setting = settingOf[String(path.at(-1))];
  const place = setting === undefined ? placeOf(value, traced) : `The setting ${setting}`;
  const sentence = `${place}: ${nameOf(path)} does not fit its place: ${why(value, issue)}`;
  return new PipelineError("unfit-text", sentence, { nextStep: "Change it and run the command again" });
}

/** A list is where its last text is. */
function placeOf(value: unknown, traced: TracedTexts): string {
  const text = Array.isArray(value) ? value.at(-1) : value;
  const [file] = (traced.texts.entries[0]?.place ?? "The texts").split(",");
  return (typeof text === "string" ? traced.placeOf(text) : undefined) ?? `${file}`;
}

function why(value: unknown, issue: z.core.$ZodIssue | undefined): string {
  if (value === "") return "it is empty";
  if (Array.isArray(value)) return `${value.length} texts; ${issue?.message}`;
  if (issue?.code === "too_big") return `${String(value).trim().length} characters, at most ${issue.maximum} fit`;
  return `${issue?.message}`;
}
