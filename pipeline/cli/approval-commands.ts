import { type CommandEntry, reading, type Typed, writing } from "./command.ts";
import type { StudioOptions } from "./commands/studio.ts";
import { common, writingOptions } from "./option-table.ts";
import { parseNumber } from "./options.ts";

/** What QA and analysts look at before and after a campaign goes out, and the launch campaign. */
export const approvalCommands: CommandEntry[] = [
  {
    name: "verify",
    says: "read a campaign back: files, hashes, schemas, videos",
    options: common("campaign", "out", "config", "quiet"),
    action: reading(async (settings, tools, typed) =>
      (await import("./commands/verify.ts")).verifyCommand(settings, tools, typed),
    ),
  },
  {
    name: "inspect <employer_id>",
    says: "show on what the decision about an employer rests",
    options: common("campaign", "out", "config", "json", "quiet"),
    action: reading(async (settings, _tools, typed, [employerId = ""]) =>
      (await import("./commands/inspect.ts")).inspectCommand(settings, { employerId, json: typed.json === true }),
    ),
  },
  {
    name: "dossier [employer_id]",
    says: "write everything known and done about an employer as a page and a PDF, for staff",
    options: [
      ...common("out", "config"),
      { flags: "--all-selected", says: "of every selected employer of a campaign, into the folder --to" },
      ...common("campaign"),
      { flags: "--to <dir>", says: "folder for the dossiers of --all-selected" },
      ...common("events"),
      ...writingOptions,
    ],
    action: writing(async (settings, tools, typed, [employerId]) =>
      (await import("./commands/dossier.ts")).dossierCommand(settings, tools, typed, employerId ?? null),
    ),
  },
  {
    name: "studio",
    says: "open Remotion Studio",
    options: [
      ...common("campaign", "out", "config"),
      { flags: "--employer <employer_id>", says: "with the guide of a selected employer" },
      { flags: "--host <address>", says: "address it listens on (default: 127.0.0.1, this machine only)" },
      { flags: "--port <n>", says: "port of the page" },
      { flags: "--no-open", says: "do not open a browser" },
    ],
    action: reading(async (settings, tools, typed) =>
      (await import("./commands/studio.ts")).studioCommand(settings, tools, typed, studioOptions(typed)),
    ),
  },
  {
    name: "contact-sheet",
    says: "pictures of every kind of scene and of the riskiest names, for approval",
    options: [...common("campaign", "out", "config"), ...writingOptions],
    action: writing(async (settings, tools, typed) =>
      (await import("./commands/contact-sheet.ts")).contactSheetCommand(settings, tools, typed),
    ),
  },
  {
    name: "launch-kit",
    says: "write the video and the flyer of the launch campaign",
    options: [...common("out", "config"), ...writingOptions],
    action: writing(async (settings, tools) =>
      (await import("./commands/launch-kit.ts")).launchKitCommand(settings, tools),
    ),
  },
];

function studioOptions({ employer, host, port, open }: Typed): StudioOptions {
  return {
    employer: employer ?? null,
    host: host ?? "127.0.0.1",
    port: port === undefined ? null : parseNumber("--port", port, { from: 1, to: 65_535, whole: true }),
    opensBrowser: open !== false,
  };
}
