import net from "node:net";

/**
 * Loaded before a program that has no such option (`node --import`): its servers that would listen on all addresses
 * listen on the one in VIDEOGUIDA_LISTEN_ON instead. Those that name an address, or a socket, are left as they are.
 */
const host = process.env.VIDEOGUIDA_LISTEN_ON;
const allAddresses = new Set<unknown>([undefined, null, "", "::", "0.0.0.0"]);

if (host) {
  const { listen } = net.Server.prototype;
  net.Server.prototype.listen = function listenOnHost(this: net.Server, ...given: unknown[]) {
    return Reflect.apply(listen, this, withHost(given, host)) as net.Server;
  };
}

/**
 * The forms of `server.listen`: (options, callback), (port, host, backlog, callback), (callback); or a path, or a
 * handle.
 */
function withHost(given: unknown[], host: string): unknown[] {
  const [first, second] = given;
  if (first === undefined || typeof first === "function") return [0, host, ...given];
  if (isAddress(first)) return [allAddresses.has(first.host) ? { ...first, host } : first, ...given.slice(1)];
  if (!/^\d+$/.test(String(first))) return given;
  if (typeof second === "string") return [first, allAddresses.has(second) ? host : second, ...given.slice(2)];
  return [first, host, ...given.slice(1)];
}

function isAddress(value: unknown): value is net.ListenOptions {
  return typeof value === "object" && value !== null && "port" in value;
}
