import { type SpawnOptions, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { type ProcessIdentity, thisProcess } from "../../pipeline/support/process-identity.ts";
import { removeLeftovers } from "../../pipeline/support/work-folder.ts";

const script = path.join(import.meta.dirname, "work-folder-child.ts");
const isRoot = process.getuid?.() === 0;
const stranger = 12_345;
const hasNamespaces = spawnSync("unshare", ["--pid", "--fork", "--mount-proc", "true"]).status === 0;

const folders: string[] = [];
/** Temporary folder of a machine: everybody may write there, nobody remove what is another's. */
function sharedFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "shared-"));
  chmodSync(folder, 0o1777);
  folders.push(folder);
  return folder;
}

const children: { pid?: number | undefined }[] = [];
afterEach(() => {
  for (const { pid } of children.splice(0)) if (pid) killGroup(pid);
});
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

function killGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It ended before.
  }
}

/** A process in a work folder of its own below `base`. */
async function atWork(base: string, options: SpawnOptions & { inNamespace?: boolean } = {}) {
  const words = [process.execPath, script];
  const [program = "", ...rest] = options.inNamespace
    ? ["unshare", "--pid", "--fork", "--mount-proc", ...words]
    : words;
  const child = spawn(program, rest, {
    stdio: ["ignore", "pipe", "inherit"],
    detached: true,
    ...options,
    env: { ...process.env, TMPDIR: base },
  });
  children.push(child);
  if (!child.stdout) throw new Error("no standard output");
  const [said] = (await once(child.stdout, "data")) as [Buffer];
  const end = async () => {
    const ended = once(child, "exit");
    killGroup(child.pid as number);
    await ended;
  };
  return { folder: said.toString().trim(), end };
}

test("what a killed process has left is removed, what still runs in it is ended, and one at work is left alone", async () => {
  const base = sharedFolder();
  const killed = await atWork(base);
  await killed.end();
  const browser = spawn(process.execPath, ["-e", "setInterval(() => {}, 60_000)", "--", `--profile=${killed.folder}`]);
  const browserEnds = once(browser, "exit");
  const atWorkStill = await atWork(base);
  expect((await browserEnds)[1]).toBe("SIGKILL");
  expect(readdirSync(base)).toEqual([path.basename(atWorkStill.folder)]);
});

describe("a folder is removed when its process is surely no more", () => {
  const gone = 4_194_304;
  const here = thisProcess();
  test.each<{ name: string; owner: Partial<ProcessIdentity> | string | null; isRemoved: boolean }>([
    { name: "a process that is no more", owner: { pid: gone }, isRemoved: true },
    { name: "a process whose number another has now", owner: { startedAtTick: "1" }, isRemoved: true },
    { name: "a process at work", owner: {}, isRemoved: false },
    { name: "a process of another container", owner: { pid: gone, place: `${here.place}0` }, isRemoved: false },
    { name: "an owner file cut short", owner: '{"pid":41943', isRemoved: false },
    { name: "no owner file", owner: null, isRemoved: false },
  ])("$name: $isRemoved", ({ owner, isRemoved }) => {
    const base = sharedFolder();
    const folder = path.join(base, `videoguida-work-${gone}-abc`);
    mkdirSync(folder, { mode: 0o700 });
    const content = typeof owner === "string" ? owner : JSON.stringify({ ...here, ...owner });
    if (owner !== null) writeFileSync(path.join(folder, "owner.json"), content);
    removeLeftovers(base);
    expect(existsSync(folder)).toBe(!isRemoved);
  });

  test("neither a file nor a link to a folder is taken for one", () => {
    const base = sharedFolder();
    const elsewhere = sharedFolder();
    writeFileSync(path.join(elsewhere, "owner.json"), JSON.stringify({ ...here, pid: gone }));
    writeFileSync(path.join(base, "videoguida-work-1-file"), "");
    symlinkSync(elsewhere, path.join(base, "videoguida-work-1-link"));
    removeLeftovers(base);
    expect([readdirSync(base).length, readdirSync(elsewhere)]).toEqual([2, ["owner.json"]]);
  });
});

test.runIf(isRoot)("the folder of another user neither stops a process nor is touched", async () => {
  const base = sharedFolder();
  const ofRoot = await atWork(base);
  await ofRoot.end();
  const ofStranger = await atWork(base, { uid: stranger, gid: stranger });
  await ofStranger.end();
  expect(existsSync(ofRoot.folder), "root's folder beside a stranger's process").toBe(true);
  await atWork(base);
  expect(existsSync(ofRoot.folder), "root's folder beside root's process").toBe(false);
  expect(existsSync(ofStranger.folder), "the stranger's folder beside root's process").toBe(true);
});

test.runIf(isRoot)("a temporary folder that may not be listed does not stop a process", async () => {
  const base = sharedFolder();
  chmodSync(base, 0o1733);
  const { folder } = await atWork(base, { uid: stranger, gid: stranger });
  expect(path.dirname(folder)).toBe(base);
});

test.runIf(isRoot)("processes of another user are not ended, whatever they say on their command line", async () => {
  const base = sharedFolder();
  const killed = await atWork(base);
  await killed.end();
  const words = ["-e", "process.stdin.pipe(process.stdout)", "--", killed.folder];
  const reader = spawn(process.execPath, words, { uid: stranger, gid: stranger, detached: true });
  children.push(reader);
  reader.stdin.write("before ");
  await once(reader.stdout, "data");
  removeLeftovers(base);
  expect(existsSync(killed.folder)).toBe(false);
  reader.stdin.on("error", () => {});
  reader.stdin.write("after");
  const answer = await Promise.race([once(reader.stdout, "data"), once(reader, "exit")]);
  expect(String(answer[0])).toBe("after");
});

test.runIf(hasNamespaces)("a process of another container that shares the folder keeps its own", async () => {
  const base = sharedFolder();
  const inContainer = await atWork(base, { inNamespace: true });
  await atWork(base);
  expect(existsSync(inContainer.folder)).toBe(true);
});

test.runIf(isRoot)("a folder that was handed to another user is the other's", () => {
  const base = sharedFolder();
  const folder = path.join(base, "videoguida-work-1-abc");
  mkdirSync(folder);
  writeFileSync(path.join(folder, "owner.json"), JSON.stringify({ ...thisProcess(), startedAtTick: "1" }));
  chownSync(folder, stranger, stranger);
  removeLeftovers(base);
  expect(existsSync(folder)).toBe(true);
});
