import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { expect, test } from "vitest";
import { startServing } from "../../fixtures/serving.ts";
import { startPostgres } from "../events/postgres.ts";
import { keptEvents } from "./served.ts";
import { json, servedCampaign, uuid } from "./served-campaign.ts";

const used = servedCampaign();

/** Stands between a server and its database, and can stop handing on what they say without either of them noticing. */
async function startRelay(database: URL) {
  const sockets: Socket[] = [];
  let isFrozen = false;
  const relay = createServer((near) => {
    const far = connect(Number(database.port), database.hostname);
    sockets.push(near, far);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.pipe(to);
      from.on("error", () => to.destroy());
      if (isFrozen) from.pause();
    }
  }).listen(0, "127.0.0.1");
  await once(relay, "listening");
  const address = new URL(database);
  address.port = String((relay.address() as AddressInfo).port);
  return {
    address: address.href,
    freeze: () => {
      isFrozen = true;
      for (const socket of sockets) socket.pause();
    },
    thaw: () => {
      isFrozen = false;
      for (const socket of sockets) socket.resume();
    },
    stop: () => {
      for (const socket of sockets) socket.destroy();
      relay.close();
    },
  };
}

test("a database that hangs holds up no page and no service; what it did not take is refused, and taken later", async () => {
  const postgres = await startPostgres();
  const place = await postgres.newDatabase();
  const relay = await startRelay(new URL(place));
  const words = ["--out", used.out, "--port", "0", "--today", "2026-06-05", "--events", relay.address];
  const { url, stop } = await startServing(words);
  try {
    const addresses = [...used.told.values()].map((address) => `${url}${address}`);
    expect((await fetch(`${addresses[0]}/events`, json([{ event_id: uuid(1), type: "opened" }]))).status).toBe(204);
    relay.freeze();
    const startedAt = performance.now();
    const asked = addresses
      .slice(0, 10)
      .flatMap((address) => [
        fetch(address).then(({ status }) => expect(status).toBe(200)),
        fetch(`${address}/go/portale-pagamenti`, { redirect: "manual" }).then(({ status }) => expect(status).toBe(303)),
      ]);
    await Promise.all(asked);
    // Twenty requests, each of which waits for 0.3 s of the 10 s that the database has for its answer.
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    const refused = await fetch(`${addresses[1]}/events`, json([{ event_id: uuid(2), type: "opened" }]));
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "30"]);
    relay.thaw();
    await expect
      .poll(async () => (await fetch(`${addresses[1]}/events`, json([{ event_id: uuid(2), type: "opened" }]))).status, {
        timeout: 60_000,
        interval: 1_000,
      })
      .toBe(204);
    expect(await stop()).toBe(0);
    const kept = (await keptEvents(place)).map(({ event_id }) => event_id);
    for (const number of [1, 2]) expect(kept.filter((id) => id === uuid(number))).toHaveLength(1);
  } finally {
    await stop();
    relay.stop();
    await postgres.stop();
  }
});
