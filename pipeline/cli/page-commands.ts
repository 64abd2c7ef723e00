import { type CommandEntry, reading, type Typed, writing } from "./command.ts";
import type { ServeOptions } from "./commands/serve.ts";
import { common, writingOptions } from "./option-table.ts";
import { parseNumber } from "./options.ts";

/** Where people watch, act and rate, what they did, and what reached them. */
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
        flags: "--dashboard-header <name>",
        says: "header that the portal sets for staff, who may see the dashboard (default: nobody but this machine)",
      },
      ...common("events", "logJson", "quiet"),
    ],
    action: reading(async (settings, tools, typed) =>
      (await import("./commands/serve.ts")).serveCommand(settings, tools, typed, serveOptions(typed)),
    ),
  },
  {
    name: "receipts import <file>",
    says: "take what dispatchers report of notifications (CSV or JSON lines)",
    options: [...common("out"), ...writingOptions],
    action: writing(async (settings, tools, _typed, [file = ""]) =>
      (await import("./commands/receipts.ts")).importReceiptsCommand(settings, tools, file),
    ),
  },
  {
    name: "events import <file>",
    says: "take events of a portal that has pages of its own (CSV or JSON lines)",
    options: [...common("out", "config", "events"), ...writingOptions],
    action: writing(async (settings, tools, typed, [file = ""]) =>
      (await import("./commands/events.ts")).importEventsCommand(settings, tools, typed, file),
    ),
  },
  {
    name: "events export",
    says: "write events as JSON lines, or as CSV",
    options: [
      ...common("out"),
      { flags: "--campaign <YYYY-MM>", says: "only those of one campaign (default: all)" },
      { flags: "--to <file>", says: "file to write, CSV when it ends in .csv (default: standard output)" },
      ...common("events", "logJson", "quiet"),
    ],
    action: reading(async (settings, tools, typed) =>
      (await import("./commands/events.ts")).exportEventsCommand(settings, tools, typed),
    ),
  },
];

function serveOptions({ host, port, today, identityHeader, dashboardHeader }: Typed): ServeOptions {
  return {
    host: host ?? "127.0.0.1",
    port: port === undefined ? 8080 : parseNumber("--port", port, { from: 0, to: 65_535, whole: true }),
    today: today ?? null,
    identityHeader: identityHeader ?? null,
    dashboardHeader: dashboardHeader ?? null,
  };
}
