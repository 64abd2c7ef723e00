import { mkdtempSync, readFileSync, rmSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, inject, test } from "vitest";
import { commandSession, fixtures } from "../cli/commands/command-session.ts";
import { temporaryFolder } from "../notify/manifest-folder.ts";

/** A folder on the machine's disk: tests have theirs in memory, where there is room. */
const elsewhere = mkdtempSync(path.join(inject("machineTemporaryFolder"), "campaigns-"));
const isAnotherDisk = statSync(elsewhere).dev !== statSync(tmpdir()).dev;
afterAll(() => rmSync(elsewhere, { recursive: true }));

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
