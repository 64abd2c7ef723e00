import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { afterAll, beforeEach, expect, test } from "vitest";
import { inTransaction } from "../../pipeline/ledger/bulk/transaction.ts";
import { type Ledger, openLedger } from "../../pipeline/ledger/open-ledger.ts";

const folder = mkdtempSync(path.join(tmpdir(), "transaction-"));
const ledger: Ledger = await openLedger(folder);
ledger.writer.exec("create table noted (word text)");
afterAll(async () => {
  await ledger.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => ledger.writer.exec("delete from noted"));

const note = (word: string) => ledger.writer.prepare("insert into noted values (?)").run(word);
const noted = () => ledger.reader.prepare("select word from noted order by rowid").pluck().all();

/** Notes a word before and after a pause in which the others run. */
const noteSlowly = (word: string) =>
  inTransaction(ledger, async () => {
    note(`${word} begins`);
    for (let turn = 0; turn < 5; turn++) await nextTurn();
    note(`${word} ends`);
  });

const failAfterNoting = (word: string) =>
  inTransaction(ledger, async () => {
    note(word);
    await nextTurn();
    throw new Error(`${word} failed`);
  });

test("transactions that are asked for at once follow one another", async () => {
  await Promise.all([noteSlowly("first"), noteSlowly("second")]);
  expect(noted()).toEqual(["first begins", "first ends", "second begins", "second ends"]);
});

test.each([
  { order: "before", works: [failAfterNoting, noteSlowly] },
  { order: "after", works: [noteSlowly, failAfterNoting] },
])("one that fails $order another takes back its own work only", async ({ works }) => {
  const outcomes = await Promise.allSettled(works.map((work) => work(work === noteSlowly ? "good" : "bad")));
  expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(noted()).toEqual(["good begins", "good ends"]);
});

test("one inside another is a bug that is named, and takes back both", async () => {
  const nested = inTransaction(ledger, async () => {
    note("outer");
    await nextTurn();
    await noteSlowly("inner");
  });
  await expect(nested).rejects.toThrow(/inside the work of another transaction/);
  expect(noted()).toEqual([]);
});

test("what a transaction has left running may begin one of its own when it is over", async () => {
  let later: Promise<void> | undefined;
  await inTransaction(ledger, () => {
    note("first");
    later = (async () => {
      for (let turn = 0; turn < 5; turn++) await nextTurn();
      await noteSlowly("later");
    })();
  });
  await later;
  expect(noted()).toEqual(["first", "later begins", "later ends"]);
});

test("another ledger is another queue: its transactions may stand inside", async () => {
  const other = await openLedger(path.join(folder, "other"));
  await inTransaction(ledger, async () => {
    await inTransaction(other, () => other.writer.exec("create table noted (word text)"));
    note("outer");
  });
  await other.close();
  expect(noted()).toEqual(["outer"]);
});

test("what knex asks and writes is part of the transaction that is open", async () => {
  const failed = inTransaction(ledger, async () => {
    note("by hand");
    await ledger.knex("noted").insert({ word: "by knex" });
    expect(await ledger.knex("noted").pluck("word")).toEqual(["by hand", "by knex"]);
    expect(noted(), "nobody else sees it yet").toEqual([]);
    throw new Error("taken back");
  });
  await expect(failed).rejects.toThrow("taken back");
  expect(noted()).toEqual([]);
});
