import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { silentProgress } from "../../pipeline/support/progress.ts";
import { synthExtracts } from "../../pipeline/synth/synth-extracts.ts";
import { rowsIn as allRows } from "../cli/commands/command-session.ts";
import { filesIn, outcomeOf, temporaryFolder } from "../extract/campaign.ts";
import { asFiles, smallExtracts } from "../extract/small-extracts.ts";

/** Every row of a ledger file, table by table, read over another connection. */
function rowsIn(outFolder: string): Record<string, unknown[]> {
  const database = new Database(path.join(outFolder, "ledger.sqlite"));
  const rows = allRows(database);
  database.close();
  return rows;
}

test.each(["Reading employers.csv", "Reading relationships.csv", "Reading contributions.csv"])(
  "killed while %s: the ledger is as before, and the next run does it all",
  async (moment) => {
    const [folder, outFolder] = [await temporaryFolder(), await temporaryFolder()];
    await synthExtracts({ employers: 6_000, seed: "kill", folder, hostilePercent: 0 }, silentProgress);
    await outcomeOf(await filesIn(asFiles(smallExtracts())), { outFolder });
    const rows = rowsIn(outFolder);
    const child = spawn(process.execPath, [path.join(import.meta.dirname, "ingest-child.ts"), folder, outFolder], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    for await (const said of child.stdout) if (String(said).includes(moment)) child.kill("SIGKILL");
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    expect(child.signalCode).toBe("SIGKILL");

    expect(rowsIn(outFolder)).toEqual(rows);
    const { summary, decisions } = await outcomeOf(folder, { outFolder });
    expect([summary.isRead, decisions.size]).toEqual([true, 6_000]);
  },
);
