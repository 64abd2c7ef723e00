import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Readable } from "node:stream";
import { afterAll, afterEach, expect, test } from "vitest";
import { lockOutput } from "../../pipeline/ledger/output-lock.ts";
import { videoguida } from "../cli/program.ts";

const folder = mkdtempSync(path.join(tmpdir(), "output-lock-"));
const holders: ChildProcessByStdio<null, Readable, null>[] = [];
afterEach(() => {
  for (const holder of holders.splice(0)) holder.kill("SIGKILL");
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Another process that has the lock by the time this resolves. */
async function holdLock() {
  const script = path.join(import.meta.dirname, "output-lock-child.ts");
  const holder = spawn(process.execPath, [script, folder], { stdio: ["ignore", "pipe", "inherit"] });
  holders.push(holder);
  await once(holder.stdout, "data");
  return holder;
}

test("a command that writes is refused while another process has the lock", async () => {
  await holdLock();
  const extracts = path.join(import.meta.dirname, "../../fixtures/extracts");
  const words = ["ingest", "--extracts", extracts, "--campaign", "2026-05", "--out", folder, "--quiet"];
  const { exitCode, stderr } = await videoguida(words);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(`Another run is writing to ${folder}`);
  expect(stderr).toContain("Wait until it has ended");
});

test.each(["SIGTERM", "SIGKILL"] as const)("a process that ends by %s leaves no lock behind", async (signal) => {
  const holder = await holdLock();
  expect(() => lockOutput(folder)).toThrow(/Another run is writing/);
  holder.kill(signal);
  await once(holder, "exit");
  lockOutput(folder)();
});
