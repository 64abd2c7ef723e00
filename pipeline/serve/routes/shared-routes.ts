import { statSync } from "node:fs";
import path from "node:path";
import type { Hono } from "hono";
import { segmentsFolder } from "../../media/hls.ts";
import { videoFolder } from "../guides/packaged-video.ts";
import { sendFile } from "../http/send-file.ts";
import { cacheControl, type ServeSettings, type ServeTools } from "../serve-kit.ts";

/** What is the same for all visitors, and tells nothing about anybody. */
export function addSharedRoutes(app: Hono, { outFolder }: ServeSettings, { assets, ledger }: ServeTools): void {
  const isLedgerInPlace = sameFileCheck(ledger.file);
  app.get("/healthz", (context) =>
    isLedgerInPlace()
      ? context.text("ok")
      : context.text("The ledger was replaced or removed: start this server again", 503),
  );
  app.get("/assets/*", (context) => {
    const asset = assets.byAddress.get(context.req.path);
    if (!asset) return context.notFound();
    const { type, content, gzipped } = asset;
    const accepted = context.req.header("accept-encoding")?.includes("gzip") === true ? gzipped : null;
    return context.body((accepted ?? content) as Uint8Array<ArrayBuffer>, 200, {
      "Content-Type": type,
      "Cache-Control": cacheControl.shared,
      Vary: "Accept-Encoding",
      ...(accepted === null ? {} : { "Content-Encoding": "gzip" }),
    });
  });
  app.get(`/${segmentsFolder}/:campaign/:name`, async (context) => {
    const { campaign, name } = context.req.param();
    if (!/^\d{4}-\d{2}$/.test(campaign) || !/^(?:init-[0-9a-f]{8}\.mp4|[0-9a-f]{32}\.m4s)$/.test(name))
      return context.notFound();
    const file = path.join(videoFolder(outFolder, campaign), segmentsFolder, name);
    const sentAs = { type: "video/mp4", cacheControl: cacheControl.shared };
    return (await sendFile(context.req.raw, file, sentAs)) ?? context.notFound();
  });
}

/** Returns a function that says whether a file is still the one it was: an open one goes on being read when it is not. */
function sameFileCheck(file: string): () => boolean {
  const inodeOf = () => statSync(file, { throwIfNoEntry: false })?.ino;
  const opened = inodeOf();
  return () => inodeOf() === opened;
}
