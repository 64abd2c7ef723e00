import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";

/** Headers of requests that another machine, or a portal, has handed on. */
const forwardedHeaders = ["forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip"];

const loopbackHost = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i;
const loopbackAddress = /^(?:127\.|::1$|::ffff:127\.)/;

/**
 * Whether a request may see the dashboard: with the header that the portal sets for staff, when there is one. Otherwise
 * only somebody on this machine who asks the server directly, and nobody when a portal stands before it
 * (`--identity-header`): what a proxy on the same machine hands on of the public may bear no sign of that. Nor is a
 * request direct that does, or that is for another host name, which a page elsewhere may have made point here.
 */
export function isStaff(
  context: Context,
  { dashboardHeader, identityHeader }: { dashboardHeader: string | null; identityHeader: string | null },
): boolean {
  const header = (name: string) => context.req.header(name)?.trim() ?? "";
  if (dashboardHeader !== null) return header(dashboardHeader) !== "";
  if (identityHeader !== null || forwardedHeaders.some((name) => header(name) !== "")) return false;
  return loopbackAddress.test(getConnInfo(context).remote.address ?? "") && loopbackHost.test(header("host"));
}
