import type { Server } from "node:http";
import { serve } from "@hono/node-server";
import { exitCodes, PipelineError } from "../../domain/errors.ts";
import { buildApp } from "../build-app.ts";
import type { ServeSettings, ServeTools } from "../serve-kit.ts";

/** A server that is asked on `url`. */
export type RunningServer = {
  url: string;
  /** Takes no more requests, answers those it has, and resolves. */
  stop(): Promise<void>;
};

/** Milliseconds; somebody who sends a request byte by byte is not waited for. */
const timeouts = { headers: 10_000, request: 30_000, idle: 60_000, keepAlive: 65_000, checks: 5_000, stop: 5_000 };

const mostConnections = 10_000;

/** Listens. Throws a `PipelineError` (exit 1) when it cannot. */
export async function startServer(
  { host, port, ...settings }: ServeSettings & { host: string; port: number },
  tools: ServeTools,
): Promise<RunningServer> {
  const { fetch } = buildApp(settings, tools);
  const { server, address } = await listen(fetch, host, port);
  server.maxConnections = mostConnections;
  server.headersTimeout = timeouts.headers;
  server.requestTimeout = timeouts.request;
  // Longer than that of a proxy in front, which would otherwise ask on a connection that is just being closed.
  server.keepAliveTimeout = timeouts.keepAlive;
  // Who has stopped reading a video asks for the rest of it when they go on.
  server.timeout = timeouts.idle;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${address}`,
    stop: () =>
      new Promise((resolve) => {
        const last = setTimeout(() => server.closeAllConnections(), timeouts.stop);
        server.close(() => {
          clearTimeout(last);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}

function listen(fetch: Parameters<typeof serve>[0]["fetch"], hostname: string, port: number) {
  return new Promise<{ server: Server; address: number }>((resolve, reject) => {
    const server = serve(
      { fetch, hostname, port, serverOptions: { connectionsCheckingInterval: timeouts.checks } },
      ({ port: address }) => resolve({ server, address }),
    ) as Server;
    server.on("error", (cause) =>
      reject(
        new PipelineError("cannot-listen", `Nothing can listen on ${hostname}, port ${port}`, {
          nextStep: "Give another --host or --port, or end what listens there",
          exitCode: exitCodes.failure,
          cause,
        }),
      ),
    );
  });
}
