import { type CommandEntry, reading, type Typed } from "./command.ts";
import type { ServeOptions } from "./commands/serve.ts";
import { common } from "./option-table.ts";
import { parseNumber } from "./options.ts";

/** Where people watch, act and rate. */
export const pageCommands: CommandEntry[] = [
  {
    name: "serve",
    says: "serve the guide pages",
    options: [
      ...common("out", "config"),
      { flags: "--host <address>", says: "address it listens on (default: 127.0.0.1, this machine only)" },
      { flags: "--port <n>", says: "port it listens on (default: 8080; 0: any)" },
      { flags: "--today <YYYY-MM-DD>", says: "day on which guides are looked at (default: today in Italy)" },
      { flags: "--identity-header <name>", says: "header in which the portal says who is signed in" },
      {
        flags: "--events <place>",
        says: "where events are kept: a file (default: events.sqlite beside the ledger), or postgres://…",
      },
    ],
    action: reading(async (settings, tools, typed) =>
      (await import("./commands/serve.ts")).serveCommand(settings, tools, typed, serveOptions(typed)),
    ),
  },
];

function serveOptions({ host, port, today, identityHeader, events }: Typed): ServeOptions {
  return {
    host: host ?? "127.0.0.1",
    port: port === undefined ? 8080 : parseNumber("--port", port, { from: 0, to: 65_535, whole: true }),
    today: today ?? null,
    identityHeader: identityHeader ?? null,
    events: events ?? null,
  };
}
