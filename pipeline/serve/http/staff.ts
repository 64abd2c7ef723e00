import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";

/** Headers of requests that another machine, or a portal, has handed on. */
const forwardedHeaders = ["forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip"];

const loopbackHost = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i;
const loopbackAddress = /^(?:127\.|::1$|::ffff:127\.)/;

/**
 * Whether a request may see the dashboard: with the header that the portal sets for staff, when there is one; otherwise
 * only somebody on this machine who asks it directly. A portal on the same machine hands on what the public asks: with
 * its headers, or those by which it says who is signed in, a request is not direct. Nor is one for another host name,
 * which a page elsewhere may have made point here.
 */
export function isStaff(
  context: Context,
  { dashboardHeader, identityHeader }: { dashboardHeader: string | null; identityHeader: string | null },
): boolean {
  const header = (name: string) => context.req.header(name)?.trim() ?? "";
  if (dashboardHeader !== null) return header(dashboardHeader) !== "";
  const ofPortal = identityHeader === null ? forwardedHeaders : [...forwardedHeaders, identityHeader];
  if (ofPortal.some((name) => header(name) !== "")) return false;
  return loopbackAddress.test(getConnInfo(context).remote.address ?? "") && loopbackHost.test(header("host"));
}
