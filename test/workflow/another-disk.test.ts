import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { commandSession, fixtures } from "../cli/commands/command-session.ts";
import { temporaryFolder } from "../notify/manifest-folder.ts";

/** A folder in memory, which is another disk than that of temporary files; null where there is none. */
const memory = "/dev/shm";
const isAnotherDisk = existsSync(memory) && statSync(memory).dev !== statSync(tmpdir()).dev;
const elsewhere = isAnotherDisk ? mkdtempSync(path.join(memory, "campaigns-")) : tmpdir();
afterAll(() => {
  if (isAnotherDisk) rmSync(elsewhere, { recursive: true });
});

test.skipIf(!isAnotherDisk)("campaigns may be a link to another disk: the files of a plan arrive there", async () => {
  const [linked, plain] = [temporaryFolder(), temporaryFolder()];
  symlinkSync(elsewhere, path.join(linked, "campaigns"));
  for (const out of [linked, plain])
    expect(await commandSession(out).type("plan", "--extracts", fixtures)).toMatchObject({ exitCode: 0 });
  for (const name of ["decisions.csv", "owed.csv", "rejected.csv", "withheld.csv"]) {
    const [there, here] = [linked, plain].map((out) => readFileSync(path.join(out, "campaigns/2026-05", name)));
    expect(there, name).toEqual(here);
  }
});
