import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { silentProgress } from "../../../pipeline/support/progress.ts";
import { verifyCampaign } from "../../../pipeline/verify/verify-campaign.ts";
import { greyCampaign } from "../../cli/commands/grey-campaign.ts";
import { videoguida } from "../../cli/program.ts";
import { runComplicatedCampaigns, zelinda } from "../../dossier/complicated-employer.ts";
import { fileHashes } from "../file-hashes.ts";

const base = mkdtempSync(path.join(tmpdir(), "killed-removal-"));
const whole = path.join(base, "whole");
const undisturbed = path.join(base, "undisturbed");
let seconds = 0;
beforeAll(async () => {
  await runComplicatedCampaigns(whole, path.join(base, "extracts"));
  cpSync(whole, undisturbed, { recursive: true });
  const startedAt = performance.now();
  expect(await purge(undisturbed)).toMatchObject({ exitCode: 0 });
  seconds = (performance.now() - startedAt) / 1000;
});
afterAll(() => rmSync(base, { recursive: true }));

function purge(out: string, killAfterMs: number | null = null) {
  return videoguida(["purge", "--employer", zelinda, "--out", out], {
    onStart: (child) => {
      if (killAfterMs === null) return;
      const timer = setTimeout(() => child.kill("SIGKILL"), killAfterMs);
      child.on("close", () => clearTimeout(timer));
    },
  });
}

/** Everything but databases and locks. */
const filesOf = (out: string) =>
  Object.fromEntries(Object.entries(fileHashes(out)).filter(([name]) => !/sqlite|\.lock$/.test(name)));

test.each([0.5, 0.7, 0.85])("killed after %d of its time and started again, it ends the same", async (share) => {
  const out = path.join(base, String(share));
  cpSync(whole, out, { recursive: true });
  await purge(out, share * seconds * 1000);
  const again = await purge(out);
  expect(again, again.stderr).toMatchObject({ exitCode: 0 });
  expect(filesOf(out)).toEqual(filesOf(undisturbed));
  for (const name of ["ledger.sqlite", "ledger.sqlite-wal"])
    expect(readIfThere(path.join(out, name))).not.toMatch(new RegExp(`${zelinda}|zelinda`, "i"));
  for (const campaign of ["2026-05", "2026-08", "2026-11"])
    expect((await verifyCampaign(greyCampaign(out, { campaign }).settings, silentProgress)).problems).toEqual([]);
});

test("while a removal is half done, nothing else is written; then it goes on", async () => {
  const out = path.join(base, "half");
  cpSync(whole, out, { recursive: true });
  const { withLedger } = greyCampaign(out, { campaign: "2026-11" });
  await withLedger(({ writer }) => writer.exec(`insert into forgetting values ('${zelinda}', '2026-11-30')`));
  const notify = await videoguida(["notify", "--campaign", "2026-11", "--out", out]);
  expect(notify).toMatchObject({ exitCode: 2 });
  expect(notify.stderr).toContain("was interrupted");
  expect(notify.stderr).not.toContain(zelinda);
  expect(await purge(out)).toMatchObject({ exitCode: 0 });
  expect(await videoguida(["report", "--campaign", "2026-11", "--out", out])).toMatchObject({ exitCode: 0 });
});

function readIfThere(file: string): string {
  try {
    return readFileSync(file, "latin1");
  } catch {
    return "";
  }
}
