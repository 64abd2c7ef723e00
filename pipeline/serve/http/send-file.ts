import { open } from "node:fs/promises";
import { Readable } from "node:stream";
import { rangeFrom } from "./byte-range.ts";

/** How a file is sent: its type, who may keep it, and the name it is saved under, when it is to be saved. */
export type SentAs = { type: string; cacheControl: string; downloadName?: string; etag?: string };

/** A file, or the range of it that was asked for; null when it is not there. HEAD gets the headers alone. */
export async function sendFile(request: Request, file: string, sentAs: SentAs): Promise<Response | null> {
  const handle = await open(file, "r").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (handle === null) return null;
  try {
    const { size } = await handle.stat();
    const range = isOfThisVersion(request, sentAs) ? rangeFrom(request.headers.get("range") ?? undefined, size) : null;
    const headers = headersOf(sentAs);
    if (range === "unsatisfiable") {
      await handle.close();
      return new Response(null, { status: 416, headers: { ...headers, "Content-Range": `bytes */${size}` } });
    }
    const { first, last } = range ?? { first: 0, last: size - 1 };
    const answer = {
      status: range === null ? 200 : 206,
      headers: {
        ...headers,
        "Content-Length": String(last - first + 1),
        ...(range === null ? {} : { "Content-Range": `bytes ${first}-${last}/${size}` }),
      },
    };
    if (request.method === "HEAD" || size === 0) {
      await handle.close();
      return new Response(null, answer);
    }
    // The stream closes the file when it ends, or when the visitor leaves.
    const stream = handle.createReadStream({ start: first, end: last, highWaterMark: 64 * 1024 });
    return new Response(Readable.toWeb(stream) as ReadableStream, answer);
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** A player that has a part of another version gets the whole of this one, never a part that does not fit (If-Range). */
function isOfThisVersion(request: Request, { etag }: SentAs): boolean {
  const asked = request.headers.get("if-range");
  return asked === null || asked === etag;
}

function headersOf({ type, cacheControl, downloadName, etag }: SentAs): Record<string, string> {
  return {
    "Content-Type": type,
    "Cache-Control": cacheControl,
    "Accept-Ranges": "bytes",
    ...(etag === undefined ? {} : { ETag: etag }),
    ...(downloadName === undefined ? {} : { "Content-Disposition": `attachment; filename="${downloadName}"` }),
  };
}
