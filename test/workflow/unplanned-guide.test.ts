import { expect, test } from "vitest";
import { commandSession, fixtures, prepareScenes } from "../cli/commands/command-session.ts";
import { temporaryFolder } from "../notify/manifest-folder.ts";

test("whose guide cannot be planned is listed by plan and by run, and is told nothing; the others are told", async () => {
  const out = temporaryFolder();
  await prepareScenes(out);
  const { type, read, withLedger } = commandSession(out);
  expect(await type("plan", "--extracts", fixtures)).toMatchObject({ exitCode: 0 });
  const failure = "templates/it/storyboard.txt, line 7: worker.lead does not fit its place";
  // The delivered texts fit everybody: the failure of one that does not is written into the ledger.
  const employerId = await withLedger(({ writer }) => {
    const first = writer.prepare("select employer_id from guides order by employer_id limit 1").pluck().get() as string;
    writer.prepare("update guides set video = null, failure = ? where employer_id = ?").run(failure, first);
    return first;
  });
  const listed = { exitCode: 3, stderr: expect.stringContaining(`${employerId}: ${failure}`) };
  const failed = [{ employer_id: employerId, reason: failure }];
  for (const command of ["plan", "run"]) {
    expect(await type(command, "--extracts", fixtures), command).toMatchObject(listed);
    expect(JSON.parse(read("campaign.json")), command).toMatchObject({ failed });
  }
  const told = read("manifests/myinps.ndjson");
  expect(told).not.toContain(employerId);
  expect(told.trim().split("\n")).toHaveLength(11);
});
