import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A program that listens as each of its arguments says (JSON) and says on which addresses. */
const addresses: string[] = [];
for (const given of JSON.parse(process.argv[2] ?? "[]") as unknown[][]) {
  const server = createServer();
  await new Promise<void>((resolve) => {
    Reflect.apply(server.listen, server, [...given, resolve]);
  });
  addresses.push((server.address() as AddressInfo).address);
  server.close();
}
process.stdout.write(JSON.stringify(addresses));
