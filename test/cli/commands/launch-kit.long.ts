import { readFileSync } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { ALL_FORMATS, FilePathSource, Input } from "mediabunny";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchKitCommand } from "../../../pipeline/cli/commands/launch-kit.ts";
import { settingsFrom } from "../../../pipeline/cli/options.ts";
import { day } from "../../../pipeline/domain/day.ts";
import { silentProgress } from "../../../pipeline/support/progress.ts";

let out: string;

beforeAll(async () => {
  out = await mkdtemp(path.join(tmpdir(), "videoguida-launch-"));
  const settings = settingsFrom({ out }, day("2026-11-22"));
  expect(await launchKitCommand(settings, { progress: silentProgress, signal: new AbortController().signal })).toBe(0);
}, 600_000);

afterAll(() => rm(out, { recursive: true, force: true }));

test.each([
  { file: "spot-1280x720.mp4", width: 1280, height: 720 },
  { file: "spot-1080x1920.mp4", width: 1080, height: 1920 },
])("$file lasts thirty seconds", async ({ file, width, height }) => {
  const input = new Input({ source: new FilePathSource(path.join(out, "launch", file)), formats: ALL_FORMATS });
  const track = await input.getPrimaryVideoTrack();
  expect(await input.computeDuration()).toBeCloseTo(30, 2);
  expect([track?.codec, track?.displayWidth, track?.displayHeight]).toEqual(["avc", width, height]);
});

test("the flyer is one sheet of A4 whose text can be selected", () => {
  const pdf = readFileSync(path.join(out, "launch", "flyer.pdf"), "latin1");
  const [, width = "", height = ""] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf) ?? [];
  // Points, 72 to the inch: 210 × 297 mm.
  expect(Number(width)).toBeCloseTo(595.3, -0.5);
  expect(Number(height)).toBeCloseTo(841.9, -0.5);
  expect(pdf.match(/\/Type \/Page\b(?!s)/g)).toHaveLength(1);
  // Text that can be copied: embedded fonts with a glyph-to-character map.
  expect(pdf).toContain("TitilliumWeb");
  expect(pdf).toContain("/ToUnicode");
});

test("the flyer is also a picture for print", async () => {
  const png = readFileSync(path.join(out, "launch", "flyer.png"));
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([2481, 3509]);
  expect((await stat(path.join(out, "launch", "flyer.png"))).size).toBeGreaterThan(100_000);
});
