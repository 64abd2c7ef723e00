import { randomUUID } from "node:crypto";
import path from "node:path";
import type { Hono } from "hono";
import { segmentsFolder } from "../../media/hls.ts";
import { sha256Hex } from "../../support/hash.ts";
import { readIfThere } from "../../support/read-if-there.ts";
import { videoFolder } from "../guides/packaged-video.ts";
import { openPosters } from "../guides/posters.ts";
import { sendFile } from "../http/send-file.ts";
import { cacheControl, isAskedBySomebody, type ServeKit } from "../serve-kit.ts";

/** Files beside or of a video, by the end of their address. */
const files = [
  { name: "video.mp4", ending: ".mp4", type: "video/mp4" },
  { name: "audio.m4a", ending: ".it.m4a", type: "audio/mp4" },
  { name: "captions.vtt", ending: ".it.vtt", type: "text/vtt; charset=utf-8" },
  { name: "chapters.vtt", ending: ".it.chapters.vtt", type: "text/vtt; charset=utf-8" },
  { name: "transcript.txt", ending: ".it.txt", type: "text/plain; charset=utf-8" },
] as const;

/** The video of a guide, in one file or in segments, and the texts beside it. */
export function addMediaRoutes(app: Hono, { settings, basePath, message, withGuide, keepIfPossible }: ServeKit): void {
  const posters = openPosters(settings.outFolder);
  for (const { name, ending, type } of files) {
    app.get(
      `/guide/:token/${name}`,
      withGuide(async (context, { owner, actor, guide }) => {
        const file = path.join(videoFolder(settings.outFolder, owner.campaign), `${guide.videoId}${ending}`);
        const isDownload = name === "video.mp4" && context.req.query("scarica") !== undefined;
        const sent = await sendFile(context.req.raw, file, {
          ...{ type, cacheControl: cacheControl.personal },
          // The id of a video stays inside: whoever can guess what a guide says can guess it.
          etag: `"${sha256Hex(guide.videoId).slice(0, 16)}"`,
          ...(isDownload ? { downloadName: `video-guida-${owner.campaign}.mp4` } : {}),
        });
        if (sent === null) return message(context, "unknown", 404);
        if (isDownload && isFirstOfDownload(context.req.raw))
          await keepIfPossible({ owner, actor }, { event_id: randomUUID(), type: "downloaded" });
        return sent;
      }),
    );
  }
  app.get(
    "/guide/:token/poster.jpg",
    withGuide(async (context, { owner, guide }) => {
      const [greeting] = guide.scenes();
      const { campaign } = owner;
      const poster = greeting ? await posters({ campaign, videoId: guide.videoId, greeting }) : null;
      if (poster === null) return message(context, "unknown", 404);
      return context.body(new Uint8Array(poster), 200, { "Content-Type": "image/jpeg" });
    }),
  );
  app.get(
    "/guide/:token/index.m3u8",
    withGuide(async (context, { owner, guide }) => {
      const file = path.join(videoFolder(settings.outFolder, owner.campaign), `${guide.videoId}.m3u8`);
      const playlist = await readIfThere(file);
      if (playlist === null) return message(context, "unknown", 404);
      // One address for all guides, so that a cache holds each segment once.
      const shared = playlist
        .toString("utf8")
        .replaceAll(`${segmentsFolder}/`, `${basePath}/${segmentsFolder}/${owner.campaign}/`);
      return context.body(shared, 200, { "Content-Type": "application/vnd.apple.mpegurl" });
    }),
  );
}

/** A download that is resumed asks for a later range; one that was begun for nobody is no download. */
function isFirstOfDownload(request: Request): boolean {
  if (!isAskedBySomebody(request)) return false;
  const range = request.headers.get("range");
  return range === null || range.startsWith("bytes=0-");
}
