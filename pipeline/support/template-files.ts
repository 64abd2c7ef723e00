import { readFileSync } from "node:fs";
import { PipelineError } from "../domain/errors.ts";

/** The texts that come with the project. */
export const templatesFolder = new URL("../../templates/", import.meta.url);

/**
 * The text of one file of `templates/` (UTF-8; a byte order mark, which editors add, is no part of it).
 * Throws a `PipelineError` when the file is missing or in another encoding.
 */
export function readTemplateFile(name: string, folder: URL = templatesFolder): string {
  const file = `templates/${name}`;
  let bytes: Buffer;
  try {
    bytes = readFileSync(new URL(name, folder));
  } catch (cause) {
    throw new PipelineError("missing-template", `The text file ${file} cannot be read`, {
      nextStep: "Put it back as it came with the project and run the command again",
      cause,
    });
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw invalidTemplate(file, "the file is not UTF-8", cause);
  }
}

/** A fault in a text file; `place` is its name, with the line when that is known. */
export function invalidTemplate(place: string, fault: string, cause?: unknown): PipelineError {
  return new PipelineError("invalid-template", `${place}: ${fault}`, {
    nextStep: "Correct the file and run the command again",
    cause,
  });
}
