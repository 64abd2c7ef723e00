import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "vitest";
import { askHostilely } from "./hostile-requests.ts";
import { openedPages, people } from "./opened-pages.ts";

const pages = openedPages();

test("10,000 requests of bad faith get no fault of the server, and nothing that is not theirs", async () => {
  const { out, served, addressOf } = pages;
  const key = readFileSync(path.join(out, "guide-token.key")).toString("latin1");
  await askHostilely(served, addressOf(people.maria), [key, "SQLite format 3", people.maria, people.seven], 10_000);
});
