import { readFile } from "node:fs/promises";
import { PipelineError } from "../domain/errors.ts";

/** Fewer random bytes than this can be guessed. */
const shortestKey = 16;

/** The secret that guide tokens are made with, from a file of the office. Throws a `PipelineError` when it is missing or short. */
export async function readTokenKey(file: string): Promise<Uint8Array> {
  const key = await readFile(file).catch((cause) => {
    throw new PipelineError("no-token-key", `The key file ${file} cannot be read`, {
      nextStep: "Name a readable file in the settings (tokenKeyFile), or leave the setting out",
      cause,
    });
  });
  if (key.length >= shortestKey) return new Uint8Array(key);
  throw new PipelineError("short-token-key", `The key file ${file} holds fewer than ${shortestKey} bytes`, {
    nextStep: "Make a new one with at least 16 random bytes before the first campaign",
  });
}
