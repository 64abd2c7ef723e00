import type { z } from "zod";

/** Why a schema refuses a text or a list of texts, in words for who edits it. The text is not quoted. */
export function issueInWords(value: unknown, issue: z.core.$ZodIssue): string {
  if (typeof value === "string" && value.trim() === "") return "it is empty";
  if (Array.isArray(value)) return `${value.length} texts; ${issue.message}`;
  const length = String(value).trim().length;
  if (issue.code === "too_big") return `${length} characters, at most ${issue.maximum} fit`;
  if (issue.code === "too_small") return `${length} characters, at least ${issue.minimum} are needed`;
  return issue.message;
}

/** What stands at the path of an issue. */
export function valueAt(whole: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((inside, key) => (inside as Record<PropertyKey, unknown> | undefined)?.[key], whole);
}
