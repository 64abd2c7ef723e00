import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CommandSession, fixtures, runFixtures, sessionOnCopy } from "../cli/commands/command-session.ts";
import { treeOf } from "../notify/manifest-folder.ts";

const whole = mkdtempSync(path.join(tmpdir(), "missing-videos-"));
afterAll(() => rmSync(whole, { recursive: true }));
const run = ["--extracts", fixtures, "--package", "both"];
beforeAll(() => runFixtures(whole, "both"));

/** Who is told of which video, by employer_id. */
const told = ({ read }: CommandSession) =>
  new Map(
    read("manifests/myinps.ndjson")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { employer_id: string; video_id: string })
      .map(({ employer_id, video_id }) => [employer_id, video_id]),
  );

const shorten = (file: string) => truncateSync(file, statSync(file).size - 1);

/** A segment that the fewest guides show. */
function rareSegment(videos: string): string {
  const counts = new Map<string, number>();
  for (const name of readdirSync(videos).filter((name) => name.endsWith(".m3u8")))
    for (const [segment] of readFileSync(path.join(videos, name), "utf8").matchAll(/segments\/\w+\.m4s/g))
      counts.set(segment, (counts.get(segment) ?? 0) + 1);
  const [rarest] = [...counts].sort(([, a], [, b]) => a - b);
  return path.join(videos, rarest?.[0] ?? "");
}

test.each<{ name: string; damage: (videos: string, videoId: string) => void; says: RegExp }>([
  { name: "a video is missing", damage: (videos, id) => rmSync(`${videos}/${id}.mp4`), says: /video is missing/ },
  { name: "a video is shorter", damage: (videos, id) => shorten(`${videos}/${id}.mp4`), says: /another size/ },
  { name: "a playlist is missing", damage: (videos, id) => rmSync(`${videos}/${id}.m3u8`), says: /video is missing/ },
  { name: "a playlist is shorter", damage: (videos, id) => shorten(`${videos}/${id}.m3u8`), says: /another size/ },
  { name: "a segment is missing", damage: (videos) => rmSync(rareSegment(videos)), says: /segment .* missing/ },
  { name: "a segment is shorter", damage: (videos) => shorten(rareSegment(videos)), says: /segment .* another size/ },
])("$name: nobody is told of it, everybody else is, and the next run puts it right", async ({ damage, says }) => {
  const session = sessionOnCopy(whole);
  const { folder, type, read } = session;
  const before = told(session);
  const videos = path.join(folder, "videos");
  const files = treeOf(videos);
  damage(videos, [...before.values()].at(-1) as string);

  const notified = await type("notify");
  expect(notified).toMatchObject({ exitCode: 3, stderr: expect.stringMatching(says) });
  const after = told(session);
  const lost = [...before.keys()].filter((id) => !after.has(id));
  expect(lost.length).toBeGreaterThan(0);
  expect(after.size).toBe(before.size - lost.length);
  const { failed } = JSON.parse(read("campaign.json")) as { failed: { employer_id: string }[] };
  expect(failed.map(({ employer_id }) => employer_id)).toEqual(lost.toSorted());
  for (const id of lost) expect(read("manifests/withdrawn.csv")).toContain(`${id},myinps,guide-missing,2`);

  expect(await type("run", ...run)).toMatchObject({ exitCode: 0 });
  expect(told(session)).toEqual(before);
  expect(treeOf(videos)).toEqual(files);
  expect(JSON.parse(read("campaign.json"))).toMatchObject({ failed: [] });
  expect(await type("verify")).toMatchObject({ exitCode: 0 });
});

test("a segment of every guide would take everybody back: refused, nothing changes, and the next run puts it right", async () => {
  const session = sessionOnCopy(whole);
  const { folder, type } = session;
  const videos = path.join(folder, "videos");
  const files = treeOf(videos);
  const manifests = treeOf(path.join(folder, "manifests"));
  rmSync(
    path.join(
      videos,
      "segments",
      readdirSync(path.join(videos, "segments")).find((name) => name.startsWith("init")) as string,
    ),
  );
  expect(await type("notify")).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("withdrawals") });
  expect(treeOf(path.join(folder, "manifests"))).toEqual(manifests);
  expect(await type("run", ...run)).toMatchObject({ exitCode: 0 });
  expect(treeOf(videos)).toEqual(files);
  expect(treeOf(path.join(folder, "manifests"))).toEqual(manifests);
});
