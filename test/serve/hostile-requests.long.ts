import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, test } from "vitest";
import { askHostilely } from "./hostile-requests.ts";
import { type OpenedPages, openPages, people } from "./opened-pages.ts";

let pages: OpenedPages;

beforeAll(async () => {
  pages = await openPages();
}, 120_000);
afterAll(() => pages?.close());

test("10,000 requests of bad faith get no fault of the server, and nothing that is not theirs", async () => {
  const { out, served, addressOf } = pages;
  const key = readFileSync(path.join(out, "guide-token.key")).toString("latin1");
  await askHostilely(served, addressOf(people.maria), [key, "SQLite format 3", people.maria, people.seven], 10_000);
});
