import { readFileSync } from "node:fs";
import path from "node:path";
import createKnex, { type Knex } from "knex";
import { type Day, day } from "../../pipeline/domain/day.ts";
import type { Notification } from "../../pipeline/domain/notification.ts";
import { type EventStore, openEventStore } from "../../pipeline/events/event-store.ts";
import { openLedgerToRead } from "../../pipeline/ledger/open-ledger.ts";
import { openMeasures } from "../../pipeline/measure/thread/open-measures.ts";
import { buildAssets } from "../../pipeline/serve/assets.ts";
import { startServer } from "../../pipeline/serve/http/server.ts";
import type { ServeSettings } from "../../pipeline/serve/serve-kit.ts";
import { readConfig } from "../../pipeline/settings/config.ts";

/** A server over an output folder, as the command starts it, on a port of its own. */
export type Served = {
  url: string;
  /** The day on which guides are looked at; a test may change it. */
  clock: { today: Day; now: Date };
  failures: unknown[];
  events: EventStore;
  /** Asks without following redirects, each time on a connection of its own. */
  ask(address: string, init?: RequestInit): Promise<Response>;
  stop(): Promise<void>;
};

const assets = buildAssets();

export async function serveFolder(
  outFolder: string,
  changes: Partial<Pick<ServeSettings, "identityHeader" | "dashboardHeader" | "config">> = {},
): Promise<Served> {
  const ledger = await openLedgerToRead(outFolder);
  if (ledger === null) throw new Error("no ledger");
  const clock = { today: day("2026-06-05"), now: new Date("2026-06-05T08:00:00Z") };
  const failures: unknown[] = [];
  const answers: Response[] = [];
  const eventsPlace = path.join(outFolder, "events.sqlite");
  const events = await openEventStore(eventsPlace);
  const tokenKey = new Uint8Array(readFileSync(path.join(outFolder, "guide-token.key")));
  const measures = openMeasures({ outFolder, eventsPlace, tokenKey }, () => clock.now);
  const server = await startServer(
    {
      ...{ host: "127.0.0.1", port: 0, outFolder, config: readConfig(null) },
      ...{ identityHeader: null, dashboardHeader: null, ...changes },
      tokenKey,
      today: () => clock.today,
      now: () => clock.now,
    },
    { ledger, events, measures, assets: await assets, onFailure: (error) => failures.push(error) },
  );
  return {
    ...{ url: server.url, clock, failures, events },
    ask: async (address, init = {}) => {
      const headers = new Headers(init.headers);
      // A connection that is kept alive, and still ends its answer when the test does, would hold up `stop` for five seconds.
      headers.set("Connection", "close");
      const answer = await fetch(`${server.url}${address}`, { redirect: "manual", ...init, headers });
      answers.push(answer);
      return answer;
    },
    stop: async () => {
      // The server waits for whoever is still reading: a test may have looked at no more than the status.
      for (const answer of answers) if (!answer.bodyUsed) await answer.body?.cancel();
      await server.stop();
      await measures.close();
      await events.close();
      await ledger.close();
    },
  };
}

/** The addresses that people were told, by employer: `/guide/<token>`. */
export function toldAddresses(outFolder: string, campaign = "2026-05"): Map<string, string> {
  const file = path.join(outFolder, "campaigns", campaign, "manifests", "myinps.ndjson");
  const lines = readFileSync(file, "utf8").trim().split("\n");
  const told = lines.map((line) => JSON.parse(line) as Notification);
  return new Map(told.map(({ employer_id, guide_url }) => [employer_id, new URL(guide_url).pathname]));
}

/** What the events hold, read by another connection: of an output folder, a file, or a database. */
export async function keptEvents(place: string): Promise<Record<string, unknown>[]> {
  const filename = place.endsWith(".sqlite") ? place : path.join(place, "events.sqlite");
  const knex: Knex = createKnex(
    place.startsWith("postgres:")
      ? { client: "pg", connection: place }
      : { client: "better-sqlite3", connection: { filename }, useNullAsDefault: true },
  );
  try {
    return await knex("events").orderBy(["at", "event_id"]);
  } finally {
    await knex.destroy();
  }
}
