import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { campaignMade, runSmallCampaign } from "./small-campaign.ts";

const folder = mkdtempSync(path.join(tmpdir(), "full-disk-"));
const disk = path.join(folder, "disk");
const temporary = path.join(folder, "temporary");

const mount = (words: string[]) => spawnSync("mount", [...words, disk]).status === 0;
const unmount = () => spawnSync("umount", [disk]).status === 0;
/** Mounts a tmpfs of so many megabytes; an existing one is resized. */
const giveDisk = (megabytes: number) =>
  mount(["-o", `remount,size=${megabytes}m`]) || mount(["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs"]);
const usedMegabytes = () => {
  const { blocks, bfree, bsize } = statfsSync(disk);
  return ((blocks - bfree) * bsize) / 1024 / 1024;
};

for (const name of [disk, temporary]) mkdirSync(name);
const mayMount = giveDisk(1) && unmount();
afterAll(() => rmSync(folder, { recursive: true }));

describe.skipIf(!mayMount)("on a disk that may be made full", () => {
  let undisturbed: Record<string, string>;
  let megabytes = 0;
  beforeAll(async () => {
    giveDisk(1024);
    const ended = await runSmallCampaign(path.join(disk, "out"), temporary);
    expect(ended.exitCode, ended.stderr).toBe(0);
    undisturbed = campaignMade(path.join(disk, "out"));
    megabytes = usedMegabytes();
    unmount();
  });
  afterEach(() => void unmount());

  test("a campaign stops with one sentence wherever the disk is full, goes on with more room, and ends with the same bytes", async () => {
    const out = path.join(disk, "out");
    let fills = 0;
    for (const share of [0.01, 0.3, 0.78, 0.8, 0.82, 0.85, 0.88, 0.91, 0.94, 0.97]) {
      giveDisk(Math.max(1, Math.round(megabytes * share)));
      const ended = await runSmallCampaign(out, temporary);
      if (ended.exitCode === 0) continue;
      fills += 1;
      expect([ended.exitCode, ended.stderr.trim().split("\n").at(-1)]).toEqual([
        1,
        expect.stringMatching(/^The disk is full.*run the same command again: what is made is kept\.$/),
      ]);
      expect(ended.stderr).not.toContain("bug");
    }
    expect(fills).toBeGreaterThan(5);
    giveDisk(1024);
    const last = await runSmallCampaign(out, temporary);
    expect(last.exitCode, last.stderr).toBe(0);
    expect(campaignMade(out)).toEqual(undisturbed);
    expect(readdirSync(out, { recursive: true, encoding: "utf8" }).filter((name) => name.includes(".tmp-"))).toEqual(
      [],
    );
  });

  test.each([1, 100, 215, 240])("a temporary folder of %i MB is named instead of waited for", async (room) => {
    giveDisk(room);
    const ended = await runSmallCampaign(path.join(folder, "out"), disk);
    expect([ended.exitCode, ended.stderr.trim().split("\n").at(-1)]).toEqual([1, expect.stringContaining("TMPDIR")]);
    expect(readdirSync(disk).filter((name) => !/^videoguida-chromium-[\d.]+-\w+-\d+$/.test(name))).toEqual([]);
  });
});
