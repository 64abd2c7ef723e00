import { type CommandEntry, writing } from "./command.ts";
import { common, writingOptions } from "./option-table.ts";

/** Options of later stages: those not typed keep the value the campaign was planned with. */
const remembered = common(
  "campaign",
  "asOf",
  "out",
  "audience",
  "package",
  "limit",
  "config",
  "accept",
  "changeAddresses",
);

const all = common(
  "extracts",
  "campaign",
  "asOf",
  "out",
  "audience",
  "package",
  "maxRejected",
  "limit",
  "holdout",
  "config",
  "accept",
  "changeAddresses",
);

/** The whole campaign and its stages. */
export const campaignCommands: CommandEntry[] = [
  {
    name: "run",
    says: "the whole campaign: ingest, decide, render, assemble, notify, report",
    options: [...all, ...common("events"), ...writingOptions],
    action: writing(async (settings, tools, typed) =>
      (await import("./commands/run.ts")).runCommand(settings, tools, typed),
    ),
  },
  {
    name: "ingest",
    says: "read the extracts into the ledger",
    options: [...common("extracts", "campaign", "out", "maxRejected", "config"), ...writingOptions],
    action: writing(async (settings, tools) => (await import("./commands/ingest.ts")).ingestCommand(settings, tools)),
  },
  {
    name: "plan",
    says: "ingest and decide; say what a run would take; render nothing",
    options: [...all, ...writingOptions],
    action: writing(async (settings, tools, typed) =>
      (await import("./commands/plan.ts")).planCommand(settings, tools, typed),
    ),
  },
  {
    name: "render",
    says: "make the guides of a decided campaign",
    options: [...remembered, ...writingOptions],
    action: writing(async (settings, tools, typed) =>
      (await import("./commands/render.ts")).renderCommand(settings, tools, typed),
    ),
  },
  {
    name: "notify",
    says: "write the manifests of a campaign whose guides are made",
    options: [
      ...remembered,
      { flags: "--late-payments <file>", says: "take out everybody this file shows to have paid since" },
      {
        flags: "--requests <file>",
        says: "take out everybody whose quarters are in review by the requests of this file",
      },
      ...common("maxRejected"),
      ...writingOptions,
    ],
    action: writing(async (settings, tools, typed) =>
      (await import("./commands/notify.ts")).notifyCommand(settings, tools, typed),
    ),
  },
  {
    name: "report",
    says: "write campaign.json and the measures anew, and show the former",
    options: [...remembered, ...common("json", "events"), ...writingOptions],
    action: writing(async (settings, tools, typed) =>
      (await import("./commands/report.ts")).reportCommand(settings, tools, typed),
    ),
  },
];
