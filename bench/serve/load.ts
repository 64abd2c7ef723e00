import { Agent, request } from "node:http";

/** One request as a load sends it. */
export type LoadRequest = { path: string; method?: string; headers?: Record<string, string>; body?: string };

/** How a load was answered: milliseconds from the moment a request was due, and how many had which status. */
export type LoadResult = {
  answered: number;
  p50: number;
  p99: number;
  statuses: Record<string, number>;
  bytes: number;
};

/**
 * Sends `perSecond` requests a second for some seconds, whether or not those before were answered, as many visitors do:
 * a server that falls behind shows in the times.
 */
export async function sendSteadily(
  url: string,
  { perSecond, seconds }: { perSecond: number; seconds: number },
  nth: (index: number) => LoadRequest,
): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: 200 });
  const times: number[] = [];
  const statuses: Record<string, number> = {};
  let bytes = 0;
  const total = perSecond * seconds;
  const startedAt = performance.now();
  const pending: Promise<void>[] = [];
  for (let index = 0; index < total; ) {
    const dueNow = Math.min(total, Math.floor(((performance.now() - startedAt) / 1000) * perSecond) + 1);
    for (; index < dueNow; index++) {
      const dueAt = startedAt + (index / perSecond) * 1000;
      pending.push(
        send(url, agent, nth(index)).then(({ status, length }) => {
          times.push(performance.now() - dueAt);
          statuses[status] = (statuses[status] ?? 0) + 1;
          bytes += length;
        }),
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  await Promise.all(pending);
  agent.destroy();
  return { answered: times.length, ...percentiles(times), statuses, bytes };
}

/** Keeps `visitors` busy, each asking for its next as soon as it has the one before, for some seconds. */
export async function keepBusy(
  url: string,
  { visitors, seconds }: { visitors: number; seconds: number },
  next: (visitor: number, round: number) => LoadRequest,
): Promise<LoadResult & { seconds: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: visitors });
  const times: number[] = [];
  const statuses: Record<string, number> = {};
  let bytes = 0;
  const startedAt = performance.now();
  const until = startedAt + seconds * 1000;
  await Promise.all(
    Array.from({ length: visitors }, async (_, visitor) => {
      for (let round = 0; performance.now() < until; round++) {
        const askedAt = performance.now();
        const { status, length } = await send(url, agent, next(visitor, round));
        times.push(performance.now() - askedAt);
        statuses[status] = (statuses[status] ?? 0) + 1;
        bytes += length;
      }
    }),
  );
  agent.destroy();
  return {
    answered: times.length,
    ...percentiles(times),
    statuses,
    bytes,
    seconds: (performance.now() - startedAt) / 1000,
  };
}

function percentiles(times: number[]): { p50: number; p99: number } {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99) };
}

function send(
  url: string,
  agent: Agent,
  { path, method = "GET", headers = {}, body }: LoadRequest,
): Promise<{ status: string; length: number }> {
  return new Promise((resolve) => {
    const asked = request(`${url}${path}`, { agent, method, headers }, (answer) => {
      let length = 0;
      answer.on("data", (chunk: Buffer) => {
        length += chunk.length;
      });
      answer.on("end", () => resolve({ status: String(answer.statusCode), length }));
      answer.on("error", () => resolve({ status: "broken", length }));
    });
    asked.on("error", () => resolve({ status: "refused", length: 0 }));
    asked.end(body);
  });
}
