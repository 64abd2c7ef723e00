import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { greyCampaign } from "../cli/commands/grey-campaign.ts";
import { videoguida } from "../cli/program.ts";
import { keptEvents, toldAddresses } from "./served.ts";

const program = fileURLToPath(new URL("../../pipeline/videoguida.js", import.meta.url));
const out = mkdtempSync(path.join(tmpdir(), "serve-command-"));
let campaign: ReturnType<typeof greyCampaign>;

beforeAll(async () => {
  campaign = greyCampaign(out);
  await campaign.plan();
  await campaign.render();
  await campaign.notify();
}, 120_000);
afterAll(() => rmSync(out, { recursive: true, force: true }));

/** Starts the command on a port of its own and waits until it can be asked. */
async function startServing(...words: string[]): Promise<{ child: ChildProcess; url: string; said: () => string }> {
  const child = spawn(process.execPath, [
    program,
    "serve",
    "--out",
    out,
    "--port",
    "0",
    "--today",
    "2026-06-05",
    ...words,
  ]);
  let said = "";
  child.stderr?.on("data", (chunk) => (said += chunk));
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.on("data", (chunk) => {
      said += chunk;
      const found = /Listening on (http:\/\/\S+)/.exec(said)?.[1];
      if (found) resolve(found);
    });
    child.once("exit", () => reject(new Error(said)));
  });
  return { child, url, said: () => said };
}

const uuid = (number: number) => `20000000-0000-4000-8000-${String(number).padStart(12, "0")}`;

test("it says when it can be asked, and ends with 0 on SIGTERM with every event it answered for on the disk", async () => {
  const { child, url, said } = await startServing();
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  const addresses = [...toldAddresses(out).values()];
  const answered: string[] = [];
  const posts = Array.from({ length: 400 }, async (_, index) => {
    const events = [0, 1].map((n) => ({ event_id: uuid(index * 2 + n), type: "played" }));
    const answer = await fetch(`${url}${addresses[index % addresses.length]}/events`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(events),
    }).catch(() => null);
    if (answer?.status === 204) answered.push(...events.map(({ event_id }) => event_id));
    if (answered.length === 200) child.kill("SIGTERM");
  });
  const [exitCode] = (await once(child, "exit")) as [number];
  await Promise.all(posts);
  expect(exitCode, said()).toBe(0);
  const kept = new Set((await keptEvents(out)).map(({ event_id }) => event_id));
  expect(answered.length).toBeGreaterThanOrEqual(200);
  expect(answered.filter((id) => !kept.has(id))).toEqual([]);
});

test("it works beside commands that write in the same folder, and sees what they did", async () => {
  const { child, url } = await startServing();
  const address = toldAddresses(out).get("FRRMRA61C54H501J");
  expect(await (await fetch(`${url}${address}`)).text()).toContain("Ciao Maria");
  await campaign.pay("FRRMRA61C54H501J", 5_000);
  await campaign.notify();
  expect(await (await fetch(`${url}${address}`)).text()).toContain("ora risulta tutto versato");
  child.kill("SIGTERM");
  await once(child, "exit");
});

test.each([
  { name: "no ledger", words: ["--out", path.join(tmpdir(), "nothing-here")], says: /holds no ledger/, exitCode: 2 },
  { name: "a port that is none", words: ["--out", out, "--port", "70000"], says: /--port/, exitCode: 2 },
  {
    name: "a day that is none",
    words: ["--out", out, "--today", "2026-02-30"],
    says: /--today is no day/,
    exitCode: 2,
  },
  {
    name: "events that cannot be kept",
    words: ["--out", out, "--port", "0", "--events", "/proc/none/x.sqlite"],
    says: /events cannot be kept/,
    exitCode: 1,
  },
])("$name is one sentence with the next step", async ({ words, says, exitCode }) => {
  const ended = await videoguida(["serve", ...words]);
  expect(ended.exitCode).toBe(exitCode);
  expect(ended.stderr).toMatch(says);
  expect(ended.stderr.trim().split("\n")).toHaveLength(1);
});

test("a port that is taken is one sentence, exit 1", async () => {
  const { child, url } = await startServing();
  const ended = await videoguida(["serve", "--out", out, "--port", new URL(url).port]);
  expect(ended.exitCode).toBe(1);
  expect(ended.stderr).toMatch(/^Nothing can listen on 127\.0\.0\.1, port \d+\. Give another/);
  child.kill("SIGTERM");
  await once(child, "exit");
});
