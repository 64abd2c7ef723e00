import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isGreyInRuns, prepareScenes } from "../cli/commands/command-session.ts";
import { type Ended, videoguida } from "../cli/program.ts";
import { typeCommand } from "../cli/type-command.ts";
import { probe } from "../media/ffmpeg.ts";
import { isLong } from "../support/number-of.ts";
import { fileHashes } from "./file-hashes.ts";
import { others, ownerOnly } from "./file-modes.ts";
import { campaignMade } from "./small-campaign.ts";

const fixtures = fileURLToPath(new URL("../../fixtures/extracts", import.meta.url));
const out = mkdtempSync(path.join(tmpdir(), "run-"));
afterAll(() => rmSync(out, { recursive: true }));
const campaign = path.join(out, "campaigns", "2026-05");
const common = ["--campaign", "2026-05", "--out", out];
const run = (...more: string[]) => videoguida(["run", "--extracts", fixtures, ...common, "--limit", "2", ...more]);

const summary = () => JSON.parse(readFileSync(path.join(campaign, "campaign.json"), "utf8")) as Record<string, unknown>;

const cachedScenes = () => {
  const names = readdirSync(path.join(out, "cache", "scenes"), { recursive: true, encoding: "utf8" });
  return names.filter((file) => file.endsWith(".mp4"));
};

/** Most scenes, but not in the long tests. */
const hasGreyScenes = !isLong;

let first: Ended;
let grey: ReadonlySet<string> = new Set();
beforeAll(async () => {
  // As an earlier version, or a careless user, may have left it.
  const umaskBefore = process.umask(0);
  for (const name of ["campaigns", "cache"]) mkdirSync(path.join(out, name));
  if (hasGreyScenes) {
    process.umask(0o077);
    await prepareScenes(out, { limit: "2", package: "both" }, isGreyInRuns);
    grey = new Set(cachedScenes());
    process.umask(0);
  }
  first = await run("--package", "both");
  process.umask(umaskBefore);
});

test("a campaign from extracts to manifests ends with 0 and says where it is", () => {
  expect(first.exitCode, first.stderr).toBe(0);
  expect(first.stdout).toContain(campaign);
  expect(readdirSync(path.join(campaign, "manifests")).sort()).toEqual(
    [
      "changes.csv",
      "delegate.ndjson",
      "email.ndjson",
      "inps-mobile.ndjson",
      "io.ndjson",
      "manifest.json",
      "myinps.ndjson",
      "notifications.csv",
      "sms.ndjson",
    ].sort(),
  );
});

test("whatever a run writes is for its owner alone, whatever the umask", () => {
  expect(others(out, ownerOnly)).toEqual([]);
});

describe("every video", () => {
  const videos = () => readdirSync(path.join(campaign, "videos")).filter((name) => name.endsWith(".mp4"));

  test("is 1280×720, on the 25 fps grid, as long as its captions say, with a keyframe at each scene", () => {
    expect(videos()).toHaveLength(2);
    for (const name of videos()) {
      const { stream, packets } = probe(path.join(campaign, "videos", name));
      expect(stream).toMatchObject({ width: 1280, height: 720, r_frame_rate: "25/1" });
      expect(packets.every(({ pts }, index) => pts === index * 512)).toBe(true);
      const playlist = readFileSync(path.join(campaign, "videos", name.replace(".mp4", ".m3u8")), "utf8");
      const lengths = [...playlist.matchAll(/#EXTINF:([\d.]+)/g)].map(([, seconds]) =>
        Math.round(Number(seconds) * 25),
      );
      const keyframes = packets.flatMap(({ flags }, index) => (flags.startsWith("K") ? [index] : []));
      expect(keyframes).toEqual(
        lengths.map((_, index) => lengths.slice(0, index).reduce((sum, length) => sum + length, 0)),
      );
      expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(packets.length);
      expect(lengths.every((length) => length % 8 === 0)).toBe(true);
    }
  });

  test("has captions, chapters and a transcript beside it, and a playlist whose segments are there", () => {
    for (const id of videos().map((name) => name.replace(".mp4", ""))) {
      for (const ending of [".it.vtt", ".it.chapters.vtt", ".it.txt", ".m3u8"]) {
        expect(statSync(path.join(campaign, "videos", id + ending)).size).toBeGreaterThan(100);
      }
      const playlist = readFileSync(path.join(campaign, "videos", `${id}.m3u8`), "utf8");
      const segments = playlist.split("\n").filter((line) => line.endsWith(".m4s"));
      for (const segment of segments)
        expect(statSync(path.join(campaign, "videos", segment)).size).toBeGreaterThan(500);
      expect(Buffer.byteLength(playlist)).toBeLessThanOrEqual(4096);
    }
  });
});

test("the same again renders nothing and changes no byte but the timings and what a check compares with", async () => {
  const [before, summaryBefore] = [campaignMade(out), summary()];
  const again = await run("--package", "both");
  expect(again.exitCode, again.stderr).toBe(0);
  expect(campaignMade(out)).toEqual(before);
  // The first run had no notifications to compare with.
  expect(summary()).toEqual({ ...summaryBefore, timings: expect.any(Object), checks: expect.any(Array) });
  expect(summary().checks).toEqual(
    (summaryBefore.checks as { name: string }[]).map((check) =>
      check.name === "withdrawals" ? { ...check, sentence: expect.stringContaining(" 0 of ") } : check,
    ),
  );
  expect(summary().plan).toBeNull();
  expect(again.stderr).toContain("0 to render");
  expect(again.stderr).toContain("0 assembled");
});

test("verify, report, inspect and plan agree with what was made", async () => {
  expect(await videoguida(["verify", ...common])).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining("Everything agrees"),
  });
  expect(await typeCommand(["report", ...common])).toMatchObject({ exitCode: 0 });
  const line = readFileSync(path.join(campaign, "manifests", "myinps.ndjson"), "utf8").split("\n")[0] ?? "";
  const { employer_id, video_id } = JSON.parse(line) as { employer_id: string; video_id: string };
  const inspected = await typeCommand(["inspect", employer_id, "--json", ...common]);
  expect(inspected.exitCode, inspected.stderr).toBe(0);
  expect(JSON.parse(inspected.stdout)).toMatchObject({
    schema_version: 1,
    employer_id,
    video_id,
    decision: { decision: "selected" },
  });
  const planned = await typeCommand(["plan", "--extracts", fixtures, ...common, "--limit", "2", "--package", "both"]);
  expect(planned.exitCode, planned.stderr).toBe(0);
  const [, scenes] = /different scenes +(\d+)/.exec(planned.stdout) ?? [];
  expect(planned.stdout).toMatch(new RegExp(`of them in the cache +${scenes}\n`));
});

test("a lost video is made again from the cache", async () => {
  const videos = path.join(campaign, "videos");
  const name = readdirSync(videos).find((file) => file.endsWith(".mp4")) as string;
  const bytes = readFileSync(path.join(videos, name));
  rmSync(path.join(videos, name));
  expect((await typeCommand(["verify", ...common])).exitCode).toBe(3);
  const again = await typeCommand(["render", ...common]);
  expect(again.exitCode, again.stderr).toBe(0);
  expect(readFileSync(path.join(videos, name)).equals(bytes)).toBe(true);
});

test("a damaged scene of the cache is rendered again, to the same bytes", async () => {
  const cached = path.join(out, "cache", "scenes");
  const name = cachedScenes().find((file) => !grey.has(file)) as string;
  const scenes = fileHashes(cached);
  const videos = fileHashes(path.join(campaign, "videos"));
  const bytes = readFileSync(path.join(cached, name));
  bytes.fill(0, bytes.length - 300, bytes.length - 290);
  writeFileSync(path.join(cached, name), bytes);
  rmSync(path.join(campaign, "videos"), { recursive: true });
  const again = await videoguida(["render", ...common]);
  expect(again.exitCode, again.stderr).toBe(0);
  expect(again.stderr).toContain("1 to render");
  expect(fileHashes(cached)).toEqual(scenes);
  expect(fileHashes(path.join(campaign, "videos"))).toEqual(videos);
});
