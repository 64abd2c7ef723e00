import { readdirSync, readlinkSync, writeFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import path from "node:path";
import { expect, test } from "vitest";
import { servedCampaign } from "./served-campaign.ts";

const maria = "FRRMRA61C54H501J";
const used = servedCampaign();

function connectToServer(greeting: string): Socket {
  const socket = connect(Number(new URL(used.served.url).port), "127.0.0.1", () => socket.write(greeting));
  socket.on("error", () => {});
  return socket;
}

/** A visitor who says something and then as good as nothing; resolves with the seconds until the server hung up. */
function hungUpAfter(greeting: string, everySecond = ""): Promise<{ seconds: number; said: string }> {
  return new Promise((resolve) => {
    const startedAt = performance.now();
    const socket = connectToServer(greeting);
    let said = "";
    socket.on("data", (bytes) => {
      said += bytes.toString("latin1").slice(0, 100);
    });
    const timer = setInterval(() => everySecond !== "" && socket.write(everySecond), 1_000);
    socket.on("close", () => {
      clearInterval(timer);
      resolve({ seconds: (performance.now() - startedAt) / 1_000, said });
    });
  });
}

test("who sends byte by byte, or stops reading, is not waited for, and others are served meanwhile", async () => {
  const host = "Host: localhost\r\n";
  const address = used.addressOf(maria);
  const visitors = {
    silent: () => hungUpAfter(""),
    headers: () => hungUpAfter(`GET ${address} HTTP/1.1\r\n${host}`, "X-A: b\r\n"),
    body: () =>
      hungUpAfter(
        `POST ${address}/events HTTP/1.1\r\n${host}Content-Type: application/json\r\nContent-Length: 9999\r\n\r\n`,
        " ",
      ),
  };
  const started = Object.entries(visitors).flatMap(([name, visit]) =>
    Array.from({ length: 100 }, async () => ({ name, ...(await visit()) })),
  );
  for (let round = 0; round < 20; round++) {
    expect((await used.served.ask(address)).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  const ended = await Promise.all(started);
  const latest = (name: string) => Math.max(...ended.filter((one) => one.name === name).map(({ seconds }) => seconds));
  // Ten seconds for headers, thirty for a request; looked at every five.
  expect(latest("headers")).toBeLessThan(25);
  expect(latest("body")).toBeLessThan(50);
  expect(latest("silent")).toBeLessThan(25);
  expect(ended.filter(({ said }) => / 5\d\d /.test(said.split("\r\n", 1)[0] ?? ""))).toEqual([]);
  expect((await used.served.ask(address)).status).toBe(200);
});

/** Videos of an output folder that this process, which is the server, holds open. */
function openVideos(folder: string): number {
  const targets = readdirSync("/proc/self/fd").map((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`);
    } catch {
      return "";
    }
  });
  return targets.filter((target) => target.startsWith(folder) && target.endsWith(".mp4")).length;
}

test("a video that nobody reads any more is closed, and its file with it", async () => {
  const videos = path.join(used.out, "campaigns/2026-05/videos");
  // Larger than what waits in the sockets.
  for (const name of readdirSync(videos).filter((one) => one.endsWith(".mp4")))
    writeFileSync(path.join(videos, name), Buffer.alloc(50_000_000));
  const request = `GET ${used.addressOf(maria)}/video.mp4 HTTP/1.1\r\nHost: localhost\r\n\r\n`;
  const visitors = Array.from({ length: 20 }, () => connectToServer(request).pause());
  await expect.poll(() => openVideos(used.out), { timeout: 10_000 }).toBe(20);
  await expect.poll(() => openVideos(used.out), { timeout: 240_000, interval: 1_000 }).toBe(0);
  for (const visitor of visitors) visitor.destroy();
});
