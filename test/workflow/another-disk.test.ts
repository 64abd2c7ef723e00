import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, inject, test } from "vitest";
import { commandSession, fixtures } from "../cli/commands/command-session.ts";
import { temporaryFolder } from "../notify/manifest-folder.ts";
import { inMemory } from "../support/run-folder.ts";

/** Tests have their folders in memory, where there is room: then the machine's disk is another one, otherwise memory is. */
const isAnotherDisk = (folder: string) => existsSync(folder) && statSync(folder).dev !== statSync(tmpdir()).dev;
const anotherDisk = [inject("machineTemporaryFolder"), inMemory].find(isAnotherDisk);
const elsewhere = mkdtempSync(path.join(anotherDisk ?? tmpdir(), "campaigns-"));
afterAll(() => rmSync(elsewhere, { recursive: true }));

test.skipIf(anotherDisk === undefined)(
  "campaigns may be a link to another disk: the files of a plan arrive there",
  async () => {
    const [linked, plain] = [temporaryFolder(), temporaryFolder()];
    symlinkSync(elsewhere, path.join(linked, "campaigns"));
    for (const out of [linked, plain])
      expect(await commandSession(out).type("plan", "--extracts", fixtures)).toMatchObject({ exitCode: 0 });
    for (const name of ["decisions.csv", "owed.csv", "rejected.csv", "withheld.csv"]) {
      const [there, here] = [linked, plain].map((out) => readFileSync(path.join(out, "campaigns/2026-05", name)));
      expect(there, name).toEqual(here);
    }
  },
);
