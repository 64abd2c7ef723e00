import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { prepareScenes } from "../cli/commands/command-session.ts";
import { videoguida } from "../cli/program.ts";
import { typeCommand } from "../cli/type-command.ts";
import { fileHashes } from "./file-hashes.ts";

const fixtures = fileURLToPath(new URL("../../fixtures/extracts", import.meta.url));
const out = mkdtempSync(path.join(tmpdir(), "late-"));
afterAll(() => rmSync(out, { recursive: true }));
const manifests = path.join(out, "campaigns", "2026-05", "manifests");
const common = ["--campaign", "2026-05", "--out", out, "--quiet"];
const run = (...more: string[]) => typeCommand(["run", "--extracts", fixtures, "--package", "hls", ...common, ...more]);

const told = () =>
  readFileSync(path.join(manifests, "myinps.ndjson"), "utf8")
    .trim()
    .split("\n")
    .map((line) => (JSON.parse(line) as { employer_id: string }).employer_id);

let first: Record<string, string>;
let everybody: string[];
beforeAll(async () => {
  // Scenes are grey here: what is tested is who is told.
  await prepareScenes(out, { package: "hls" });
  const ended = await run("--limit", "3");
  expect(ended.exitCode, ended.stderr).toBe(0);
  first = fileHashes(manifests);
  everybody = told();
});

test("whoever has paid since is taken out, the manifests before are kept whole, and nothing brings them back", async () => {
  const [payer = "", ...others] = everybody;
  const inspected = await typeCommand(["inspect", payer, "--json", ...common]);
  const { decision } = JSON.parse(inspected.stdout) as { decision: { unpaid: string } };
  const rows = decision.unpaid.split("|").map((entry) => `${entry.split(":").slice(0, 2).join(",")},,5000,2026-06-03,`);
  const file = path.join(out, "late.csv");
  writeFileSync(file, ["relationship_id,quarter,amount_due,amount_paid,paid_on,notice_number", ...rows, ""].join("\n"));

  const ended = await videoguida(["notify", "--late-payments", file, ...common]);
  expect(ended.exitCode, ended.stderr).toBe(0);
  expect(told()).toEqual(others);
  expect(fileHashes(path.join(manifests, "superseded", "1"))).toEqual(first);
  expect(readFileSync(path.join(manifests, "withdrawn.csv"), "utf8")).toContain(`${payer},myinps,paid-in-full,2`);
  expect(await typeCommand(["verify", ...common])).toMatchObject({ exitCode: 0 });

  const after = fileHashes(manifests);
  expect((await run("--limit", "3")).exitCode).toBe(0);
  expect(fileHashes(manifests)).toEqual(after);
});

test("a trial of fewer is refused before it withdraws the others", async () => {
  const made = () => {
    const { "2026-05/log.ndjson": _, ...files } = fileHashes(path.join(out, "campaigns"));
    return files;
  };
  const before = made();
  const ended = await run("--limit", "1");
  expect(ended).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("--limit") });
  expect(made()).toEqual(before);
});

test("whoever has asked since is taken out too, and a file that is refused takes nobody out", async () => {
  const [asker = "", ...others] = told();
  const header = "request_id,employer_id,relationship_id,quarter,category,state,outcome,opened_on,closed_on";
  const file = path.join(out, "requests.csv");
  const notify = () => videoguida(["notify", "--requests", file, ...common]);
  const before = fileHashes(manifests);
  writeFileSync(file, [header, ...Array(200).fill(`Q1,${asker},,,paid-not-shown,open,,2026-06-31,`), ""].join("\n"));
  expect(await notify()).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("requests.csv") });
  expect(fileHashes(manifests)).toEqual(before);

  writeFileSync(file, `${header}\nQ1,${asker},,,paid-not-shown,open,,2026-06-11,\n`);
  const ended = await notify();
  expect(ended.exitCode, ended.stderr).toBe(0);
  expect(told()).toEqual(others);
  expect(readFileSync(path.join(manifests, "withdrawn.csv"), "utf8")).toContain(`${asker},myinps,in-review,3`);
  expect(await typeCommand(["verify", ...common])).toMatchObject({ exitCode: 0 });
  const after = fileHashes(manifests);
  expect((await run("--limit", "3")).exitCode).toBe(0);
  expect(fileHashes(manifests)).toEqual(after);
});
