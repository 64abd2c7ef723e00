import fc from "fast-check";
import { expect } from "vitest";
import type { Served } from "./served.ts";

/** Words that look for files, other people, or a way out of where a text stands. */
const hostileWords = [
  "..",
  "%2e%2e",
  "%2e%2e%2f",
  "..%2f",
  "%00",
  "guide-token.key",
  "ledger.sqlite",
  "events.sqlite",
  "<script>",
  "'",
  '"',
  "{{7*7}}",
  "#{7*7}",
  "; drop table events",
  "' or 1=1 --",
  "\u202e",
  "💶",
  "a".repeat(3_000),
  "%",
  "%zz",
  "/",
  "//",
  "\\",
  "?",
  "#",
  "&",
  "=",
  " ",
];

/**
 * Asks a server for things that nobody would ask for in good faith: no answer may be a fault of the server or hold
 * anything of `secrets`.
 */
export async function askHostilely(
  served: Served,
  guide: string,
  secrets: readonly string[],
  runs: number,
): Promise<void> {
  const word = fc.oneof(
    fc.constantFrom(...hostileWords),
    fc.string({ maxLength: 40 }),
    fc.string({ unit: "binary", maxLength: 20 }),
  );
  const ending = fc.oneof(
    fc.constantFrom(
      "",
      "video.mp4",
      "captions.vtt",
      "index.m3u8",
      "rating",
      "events",
      "go/portale-pagamenti",
      "transcript.txt",
    ),
    word.map((text) => encodeURIComponent(text.toWellFormed())),
  );
  const address = fc.oneof(
    fc
      .array(word, { maxLength: 4 })
      .map((words) => `/${words.map((text) => encodeURIComponent(text.toWellFormed())).join("/")}`),
    fc.tuple(word, ending).map(([token, rest]) => `/guide/${encodeURIComponent(token.toWellFormed())}/${rest}`),
    ending.map((rest) => `${guide}/${rest}`),
    fc
      .tuple(fc.constantFrom("segments", "assets", "segments/2026-05"), word)
      .map(([room, text]) => `/${room}/${encodeURIComponent(text.toWellFormed())}`),
  );
  const request = fc.record({
    address,
    query: fc.option(word, { nil: undefined }),
    method: fc.constantFrom("GET", "GET", "POST", "POST", "HEAD", "PUT", "DELETE", "OPTIONS"),
    type: fc.constantFrom(
      "application/json",
      "application/x-www-form-urlencoded",
      "multipart/form-data; boundary=x",
      "text/plain",
      "x",
    ),
    range: fc.option(
      fc.oneof(
        fc.constantFrom("bytes=0-", "bytes=-1", "bytes=9-1", "bytes=0-0,5-9", `bytes=${"9".repeat(300)}-`),
        word,
      ),
      { nil: undefined },
    ),
    body: fc.oneof(
      word,
      fc.json({ maxDepth: 3 }),
      fc
        .array(
          fc.record({
            event_id: fc.uuid(),
            type: fc.constantFrom("opened", "rated", "watched", "x"),
            rating: fc.anything(),
            percent: fc.anything(),
            comment: word,
          }),
          { maxLength: 60 },
        )
        .map((events) => JSON.stringify(events)),
      fc
        .tuple(word, word)
        .map(
          ([rating, comment]) =>
            `rating=${encodeURIComponent(rating.toWellFormed())}&comment=${encodeURIComponent(comment.toWellFormed())}`,
        ),
      fc.constant("x".repeat(20_000)),
    ),
  });
  await fc.assert(
    fc.asyncProperty(request, async ({ address: asked, query, method, type, range, body }) => {
      const suffix = query === undefined ? "" : `?${encodeURIComponent(query.toWellFormed())}`;
      const headers = new Headers({ "Content-Type": type });
      // What a header cannot hold is refused by whoever sends it.
      if (range !== undefined && /^[\x20-\x7e]*$/.test(range)) headers.set("Range", range);
      const hasBody = method === "POST" || method === "PUT";
      const answer = await served.ask(`${asked}${suffix}`, { method, headers, ...(hasBody ? { body } : {}) });
      const text = Buffer.from(await answer.arrayBuffer()).toString("latin1");
      expect(answer.status).toBeLessThan(500);
      expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
      for (const secret of secrets) expect(text).not.toContain(secret);
    }),
    { numRuns: runs, interruptAfterTimeLimit: 600_000, markInterruptAsFailure: true },
  );
  expect(served.failures).toEqual([]);
}
