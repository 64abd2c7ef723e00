import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type CommandSession,
  fixtures,
  runFixtures,
  sessionOnCopy,
  settingsFile,
} from "../cli/commands/command-session.ts";
import { videoguida } from "../cli/program.ts";
import { temporaryFolder, treeOf } from "../notify/manifest-folder.ts";
import { casesOf } from "../support/number-of.ts";

const whole = mkdtempSync(path.join(tmpdir(), "addresses-"));
afterAll(() => rmSync(whole, { recursive: true }));
beforeAll(() => runFixtures(whole));

const stages = { plan: ["--extracts", fixtures], run: ["--extracts", fixtures], notify: [] };

/** Everything that was made, without the log and what SQLite keeps beside the ledger. */
const made = ({ out }: CommandSession) =>
  Object.fromEntries(Object.entries(treeOf(out)).filter(([name]) => !/log\.ndjson$|^ledger\.sqlite/.test(name)));

type Told = { notification_id: string; guide_url: string };
const told = ({ read }: CommandSession) =>
  read("manifests/myinps.ndjson")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Told);
const ids = (of: Told[]) => of.map(({ notification_id }) => notification_id);
const addresses = (of: Told[]) => of.map(({ guide_url }) => guide_url);

/** Gives a session another base URL or key; returns what is to be typed for it. */
const changes: { name: string; change: (session: CommandSession) => string[] }[] = [
  { name: "another baseUrl", change: () => ["--config", settingsFile({ baseUrl: "https://guide.prova.it" })] },
  {
    name: "another tokenKeyFile",
    change: () => {
      const tokenKeyFile = path.join(temporaryFolder(), "other.key");
      writeFileSync(tokenKeyFile, "0123456789abcdef0123456789abcdef");
      return ["--config", settingsFile({ tokenKeyFile })];
    },
  },
  {
    name: "another key in its file",
    change: ({ out }) => {
      writeFileSync(path.join(out, "guide-token.key"), "0123456789abcdef0123456789abcdef");
      return [];
    },
  },
];

const cases = changes.flatMap((change) => (["plan", "run", "notify"] as const).map((stage) => ({ ...change, stage })));

/** Every stage, and every change. */
const ordinaryCases = casesOf(cases, (_, index) => [0, 1, 2, 4, 7, 8].includes(index));

test.each(ordinaryCases)("$stage with $name is refused, and nothing changes", async ({ change, stage }) => {
  const session = sessionOnCopy(whole);
  const typed = change(session);
  const [files, rows] = [made(session), await session.ledgerRows()];
  const refused = await session.type(stage, ...stages[stage], ...typed);
  expect(refused).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("--change-addresses") });
  expect(made(session)).toEqual(files);
  expect(await session.ledgerRows()).toEqual(rows);
});

test.each(casesOf(changes, (_, index) => index !== 1))(
  "with --change-addresses $name is taken, warned of, and remembered",
  async ({ change }) => {
    const session = sessionOnCopy(whole);
    const before = told(session);
    const typed = [...change(session), "--change-addresses"];
    const planned = await session.type("plan", ...stages.plan, ...typed);
    expect(planned).toMatchObject({ exitCode: 0, stderr: expect.stringContaining("other addresses than people") });
    expect(told(session)).toEqual(before);
    const ran = await session.type("run", ...stages.run, ...typed);
    expect(ran).toMatchObject({ exitCode: 0, stderr: expect.stringContaining("other addresses than people") });
    const after = told(session);
    expect(ids(after)).toEqual(ids(before));
    for (const [index, address] of addresses(after).entries()) expect(address).not.toBe(before[index]?.guide_url);
    for (const [stage, words] of Object.entries(stages))
      expect(await session.type(stage, ...words)).toMatchObject({
        exitCode: 0,
        stderr: expect.not.stringContaining("addresses than"),
      });
    expect(told(session)).toEqual(after);
  },
);

test("a lost key is not replaced by another one: refused, and its own put back is good again", async () => {
  const session = sessionOnCopy(whole);
  const file = path.join(session.out, "guide-token.key");
  const key = readFileSync(file);
  rmSync(file);
  expect(await session.type("notify")).toMatchObject({ exitCode: 2 });
  expect(readdirSync(session.out)).not.toContain("guide-token.key");
  writeFileSync(file, key);
  expect(await session.type("notify")).toMatchObject({ exitCode: 0 });
});

test("the program says once what several of its steps find", async () => {
  const { out } = sessionOnCopy(whole);
  const config = settingsFile({ baseUrl: "https://guide.prova.it" });
  const words = ["--campaign", "2026-05", "--out", out, "--config", config, "--change-addresses", "--quiet"];
  const { exitCode, stderr } = await videoguida(["notify", ...words]);
  expect(exitCode, stderr).toBe(0);
  const lines = stderr.trim().split("\n");
  expect(lines).toContainEqual(expect.stringContaining("other addresses than people already have"));
  expect(lines).toEqual([...new Set(lines)]);
});
