import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import type { CorrectionLine } from "../../pipeline/notify/manifests/correction-lines.ts";
import { writeManifests } from "../../pipeline/notify/manifests/write-manifests.ts";
import { correctionsFor } from "./employers.ts";
import { temporaryFolder, treeOf } from "./manifest-folder.ts";
import { facts, notificationsOf, person } from "./manifest-people.ts";

const write = (letters: string, folder: string) =>
  writeManifests(notificationsOf([...letters].map((letter) => person(letter))), folder, {
    ...facts,
    corrections: correctionsOf([..."ABC"].filter((letter) => !letters.includes(letter))),
  });

/** As if everybody had been told wrongly of A, B and C who is told no more. */
async function* correctionsOf(letters: string[]): AsyncGenerator<CorrectionLine> {
  for (const { employerId } of letters.map((letter) => person(letter)))
    for (const correction of correctionsFor({ employerId }).corrections)
      yield { employerId, channel: correction.channel, text: JSON.stringify(correction) };
}

/** Result of three uninterrupted runs: A B C, then A C D, then A D. */
async function undisturbed(): Promise<string> {
  const folder = temporaryFolder();
  for (const letters of ["ABC", "ACD", "AD"]) await write(letters, folder);
  return folder;
}

const contents = [
  "myinps.ndjson",
  "sms.ndjson",
  "email.ndjson",
  "io.ndjson",
  "inps-mobile.ndjson",
  "notifications.csv",
  "corrections.ndjson",
  "changes.csv",
  "withdrawn.csv",
];

/** The renames by which version 3 takes the place of version 2, in the order in which they happen. */
const moves = [
  ...["manifest.json", ...contents].map((name) => [name, `superseded/2/${name}`]),
  ...[...contents, "manifest.json"].map((name) => [`.next/${name}`, name]),
] as [string, string][];

/** Version 2 in its place, version 3 complete beside it, nothing moved yet. */
function beforeTheFirstMove(finished: string): string {
  const folder = temporaryFolder();
  cpSync(path.join(finished, "superseded/1"), path.join(folder, "superseded/1"), { recursive: true });
  cpSync(path.join(finished, "superseded/2"), folder, { recursive: true });
  for (const name of [...contents, "manifest.json"])
    cpSync(path.join(finished, name), path.join(folder, ".next", name));
  return folder;
}

test("killed after any move, the next run ends as if nothing had happened", async () => {
  const finished = await undisturbed();
  for (let done = 0; done <= moves.length; done += 1) {
    const folder = beforeTheFirstMove(finished);
    mkdirSync(path.join(folder, "superseded/2"), { recursive: true });
    for (const [from, to] of moves.slice(0, done)) renameSync(path.join(folder, from), path.join(folder, to));
    const hasManifest = existsSync(path.join(folder, "manifest.json"));
    expect(hasManifest, "a manifest.json only before the first and after the last move").toBe(
      done === 0 || done === moves.length,
    );
    await write("AD", folder);
    expect(treeOf(folder), `after ${done} moves`).toEqual(treeOf(finished));
  }
});

test("killed while a version was being written, nothing of it stays", async () => {
  const finished = await undisturbed();
  const folder = temporaryFolder();
  await write("ABC", folder);
  await write("ACD", folder);
  mkdirSync(path.join(folder, ".next"));
  writeFileSync(path.join(folder, ".next", "sms.ndjson"), '{"half');
  writeFileSync(path.join(folder, ".next", "email.ndjson.tmp-1-x"), "");
  await write("AD", folder);
  expect(treeOf(folder)).toEqual(treeOf(finished));
});

/** The same program in a process of its own. */
function writeElsewhere(folder: string, letters: string): ChildProcess {
  return spawn(process.execPath, [path.join(import.meta.dirname, "write-manifests-child.ts"), folder, letters], {
    stdio: "ignore",
  });
}

test("killed at any moment of its writing, the next run ends as if nothing had happened", async () => {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  const finished = temporaryFolder();
  await write("ABC", finished);
  await write(letters, finished);
  const isHalf = (folder: string) => existsSync(path.join(folder, ".next"));
  /** Writes the second version, killed so many milliseconds after it began; resolves with how long it wrote. */
  const writeUntil = async (folder: string, delay: number) => {
    await write("ABC", folder);
    const child = writeElsewhere(folder, letters);
    const ends = once(child, "exit");
    await vi.waitUntil(() => isHalf(folder), { timeout: 30_000, interval: 1 });
    const startedAt = performance.now();
    await Promise.race([ends, wait(delay)]);
    child.kill("SIGKILL");
    await ends;
    return performance.now() - startedAt;
  };
  const duration = await writeUntil(temporaryFolder(), 30_000);
  let interrupted = 0;
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const folder = temporaryFolder();
    await writeUntil(folder, (duration * attempt) / 8);
    if (isHalf(folder)) interrupted += 1;
    await write(letters, folder);
    expect(treeOf(folder)).toEqual(treeOf(finished));
    rmSync(folder, { recursive: true, force: true });
  }
  expect(interrupted).toBeGreaterThan(1);
});
