import { createReadStream } from "node:fs";
import { StringDecoder } from "node:string_decoder";

/**
 * The lines of a UTF-8 file, without their `\n`, with flat memory. Only `\n` ends a line
 * (`node:readline` would also split at U+2028, which JSON strings may contain). `onBytes` sees every byte.
 */
export async function* readLines(file: string, onBytes?: (bytes: Buffer) => void): AsyncGenerator<string> {
  const decoder = new StringDecoder("utf8");
  let rest = "";
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>) {
    onBytes?.(chunk);
    const lines = (rest + decoder.write(chunk)).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  rest += decoder.end();
  if (rest !== "") yield rest;
}
