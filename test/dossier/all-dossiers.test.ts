import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { greyCampaign } from "../cli/commands/grey-campaign.ts";
import { type Ended, videoguida } from "../cli/program.ts";

const whole = mkdtempSync(path.join(tmpdir(), "dossiers-"));
const out = path.join(whole, "out");
const to = path.join(whole, "dossiers");
const campaign = greyCampaign(out);
let selected: string[];
beforeAll(async () => {
  await campaign.plan();
  selected = await campaign.selected();
});
afterAll(() => rmSync(whole, { recursive: true }));

function allDossiers(onStart?: Parameters<typeof videoguida>[1]): Promise<Ended> {
  const words = ["dossier", "--all-selected", "--campaign", "2026-05", "--to", to, "--out", out];
  return videoguida(words, onStart);
}

const written = () => readdirSync(to).filter((name) => /\.(html|pdf)$/.test(name));
const times = (names: string[]) => names.map((name) => [name, statSync(path.join(to, name)).mtimeMs]);

test("killed when some are there and started again it goes on: every file is whole and none is written twice", async () => {
  const killed = await allDossiers({
    onStart: (child) => {
      const look = setInterval(() => {
        if (!existsSync(to) || written().filter((name) => name.endsWith(".pdf")).length < 3) return;
        clearInterval(look);
        child.kill("SIGKILL");
      }, 5);
      child.on("close", () => clearInterval(look));
    },
  });
  expect(killed.exitCode).toBe(null);
  const [complete, before] = [written(), times(written().filter((name) => name.endsWith(".pdf")))];
  expect(complete.length).toBeLessThan(2 * selected.length);
  for (const name of complete) expect([name, isWhole(name)]).toEqual([name, true]);

  const resumed = await allDossiers();
  expect(resumed).toMatchObject({ exitCode: 0 });
  expect(resumed.stdout).toContain(`${selected.length} dossiers of the campaign 2026-05 are in`);
  expect(times(before.map(([name]) => name as string))).toEqual(before);
  expect(
    readdirSync(to)
      .filter((name) => name !== "run.lock")
      .sort(),
  ).toEqual(selected.flatMap((employerId) => [`${employerId}.html`, `${employerId}.pdf`]).sort());
  for (const name of written()) expect([name, isWhole(name)]).toEqual([name, true]);
});

test("a dossier is written anew when there is more to say, and the others are left alone", async () => {
  const [first = ""] = selected;
  await campaign.pay(first, 10);
  const before = times(written().filter((name) => !name.startsWith(first)));
  const pdf = readFileSync(path.join(to, `${first}.pdf`));
  expect((await allDossiers()).stdout).toContain(", 1 of them new");
  expect(times(before.map(([name]) => name as string))).toEqual(before);
  expect(readFileSync(path.join(to, `${first}.pdf`)).equals(pdf)).toBe(false);
});

test("a campaign that was not decided is refused", async () => {
  const ended = await videoguida(["dossier", "--all-selected", "--campaign", "2026-08", "--to", to, "--out", out]);
  expect(ended).toMatchObject({ exitCode: 2 });
});

function isWhole(name: string): boolean {
  const text = readFileSync(path.join(to, name), "latin1").trimEnd();
  return name.endsWith(".html") ? text.endsWith("</html>") : text.endsWith("%%EOF");
}
