import { spawnSync } from "node:child_process";
import path from "node:path";
import { expect, test } from "vitest";

const preload = new URL("../../pipeline/render/listen-on-host.ts", import.meta.url).href;
const program = path.join(import.meta.dirname, "listening-child.ts");

/** On which addresses a program listens that says `server.listen(...given)`, without a callback. */
function addressesOf(given: unknown[][], host: string): string[] {
  const words = ["--import", preload, program, JSON.stringify(given)];
  const env = { ...process.env, VIDEOGUIDA_LISTEN_ON: host };
  const { stdout, stderr } = spawnSync(process.execPath, words, { encoding: "utf8", env });
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout) as string[];
}

const onAllAddresses = [
  [],
  [0],
  ["0"],
  [0, "0.0.0.0"],
  [0, "::"],
  [0, "::", 10],
  [0, null, 10],
  [{ port: 0 }],
  [{ port: 0, host: "::" }],
  [{ port: 0, host: "0.0.0.0" }],
];

test.each(["127.0.0.1", "127.0.0.2"])("a program that would listen on all addresses listens on %s", (host) => {
  expect(addressesOf(onAllAddresses, host)).toEqual(onAllAddresses.map(() => host));
});

test("one that names an address gets it", () => {
  const given = [[0, "127.0.0.3"], [{ port: 0, host: "127.0.0.3" }]];
  expect(addressesOf(given, "127.0.0.1")).toEqual(["127.0.0.3", "127.0.0.3"]);
});
