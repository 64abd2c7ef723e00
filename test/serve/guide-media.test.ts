import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { keptEvents } from "./served.ts";
import { servedCampaign } from "./served-campaign.ts";

const maria = "FRRMRA61C54H501J";
const beatrice = "FNTBRC87D67H223Y";
const seven = "BLLNMR66L70L219E";
const used = servedCampaign();
const { out, addressOf } = used;

test.each([
  { file: "video.mp4", type: "video/mp4" },
  { file: "captions.vtt", type: "text/vtt; charset=utf-8" },
  { file: "chapters.vtt", type: "text/vtt; charset=utf-8" },
  { file: "transcript.txt", type: "text/plain; charset=utf-8" },
])("$file is what was packaged", async ({ file, type }) => {
  const answer = await used.served.ask(`${addressOf(maria)}/${file}`);
  expect([answer.status, answer.headers.get("content-type"), answer.headers.get("cache-control")]).toEqual([
    200,
    type,
    "private, no-store",
  ]);
  const ending = {
    "video.mp4": ".mp4",
    "captions.vtt": ".it.vtt",
    "chapters.vtt": ".it.chapters.vtt",
    "transcript.txt": ".it.txt",
  }[file];
  const line =
    readFileSync(path.join(out, "campaigns/2026-05/manifests/myinps.ndjson"), "utf8")
      .split("\n")
      .find((one) => one.includes(maria)) ?? "";
  const { video_id } = JSON.parse(line) as { video_id: string };
  const packaged = readFileSync(path.join(out, "campaigns/2026-05/videos", `${video_id}${ending}`));
  expect(Buffer.from(await answer.arrayBuffer()).equals(packaged)).toBe(true);
});

test("the poster is a picture of the person's own first scene", async () => {
  const answer = await used.served.ask(`${addressOf(maria)}/poster.jpg`);
  expect([answer.status, answer.headers.get("content-type"), answer.headers.get("cache-control")]).toEqual([
    200,
    "image/jpeg",
    "private, no-store",
  ]);
  const picture = Buffer.from(await answer.arrayBuffer());
  expect([picture[0], picture[1], picture.length > 1_000]).toEqual([0xff, 0xd8, true]);
  expect((await used.served.ask("/guide/none/poster.jpg")).status).toBe(404);
});

test("a range of the video is that range, and a range after its end is none", async () => {
  const address = `${addressOf(maria)}/video.mp4`;
  const whole = Buffer.from(await (await used.served.ask(address)).arrayBuffer());
  const part = await used.served.ask(address, { headers: { Range: "bytes=100-299" } });
  expect([part.status, part.headers.get("content-range")]).toEqual([206, `bytes 100-299/${whole.length}`]);
  expect(Buffer.from(await part.arrayBuffer()).equals(whole.subarray(100, 300))).toBe(true);
  const none = await used.served.ask(address, { headers: { Range: `bytes=${whole.length}-` } });
  expect([none.status, none.headers.get("content-range")]).toEqual([416, `bytes */${whole.length}`]);
  const head = await used.served.ask(address, { method: "HEAD" });
  expect([head.status, head.headers.get("content-length")]).toEqual([200, String(whole.length)]);
});

test("the playlist points to segments that all guides share, and they may be kept", async () => {
  const lists = await Promise.all(
    [maria, beatrice].map(async (id) =>
      (await (await used.served.ask(`${addressOf(id)}/index.m3u8`)).text()).split("\n"),
    ),
  );
  const segments = lists.map((lines) => lines.filter((line) => line !== "" && !line.startsWith("#")));
  expect(segments[0]?.filter((segment) => segments[1]?.includes(segment)).length).toBeGreaterThan(5);
  for (const segment of segments.flat()) {
    const { status, headers } = await used.served.ask(segment);
    expect([status, headers.get("cache-control"), headers.get("content-type")]).toEqual([
      200,
      "public, max-age=31536000, immutable",
      "video/mp4",
    ]);
  }
  const init = /URI="([^"]+)"/.exec(lists[0]?.join("\n") ?? "")?.[1] ?? "";
  expect((await used.served.ask(init)).status).toBe(200);
});

test("a download counts once, however it is resumed; HEAD and what is fetched for nobody do not count", async () => {
  const downloads = async () => (await keptEvents(out)).filter(({ type }) => type === "downloaded").length;
  const before = await downloads();
  const address = `${addressOf(seven)}/video.mp4?scarica=1`;
  const whole = await used.served.ask(address);
  expect(whole.headers.get("content-disposition")).toBe('attachment; filename="video-guida-2026-05.mp4"');
  await whole.arrayBuffer();
  const etag = whole.headers.get("etag") ?? "";
  const resumed = await used.served.ask(address, { headers: { Range: "bytes=1000-", "If-Range": etag } });
  expect(resumed.status).toBe(206);
  const ofAnother = await used.served.ask(address, {
    method: "HEAD",
    headers: { Range: "bytes=1000-", "If-Range": '"another"' },
  });
  expect(ofAnother.status).toBe(200);
  await used.served.ask(address, { method: "HEAD" });
  await used.served.ask(address, { headers: { "Sec-Purpose": "prefetch" } });
  expect(await downloads()).toBe(before + 1);
});
