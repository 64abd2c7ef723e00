import { readdir, rm } from "node:fs/promises";
import path from "node:path";
import { exitCodes, PipelineError } from "../../domain/errors.ts";
import { openDossiers } from "../../dossier/gather-dossier.ts";
import { type DossierTools, writeDossier } from "../../dossier/write-dossiers.ts";
import { countDecisions, selectedAfter } from "../../ledger/bulk/decisions.ts";
import { type Ledger, makeFolder, noLedger, openLedgerToRead } from "../../ledger/open-ledger.ts";
import { prepareBrowser } from "../../render/browser/browser.ts";
import { openPdfPrinter } from "../../render/print-pdf.ts";
import { openSceneStills } from "../../render/scenes/scene-stills.ts";
import { type CampaignSettings, dossiersFolder } from "../../settings/campaign-settings.ts";
import { removeTemporaryFiles, temporaryMark } from "../../support/atomic-file.ts";
import { enterWorkFolder } from "../../support/work-folder.ts";
import { currentPlan } from "../../workflow/plan/campaign-plan.ts";
import type { CommandTools } from "../command-tools.ts";
import type { TypedOptions } from "../options.ts";
import { eventSource } from "./event-source.ts";
import { eventsPlace, newestConfig, openKeptEvents } from "./with-guides.ts";
import { withOutputLock } from "./with-ledger.ts";

export type DossierOptions = TypedOptions & { events?: string; to?: string; allSelected?: boolean };

/**
 * Writes the dossier of one employer into `<out>/dossiers`, or with `--all-selected` those of a campaign into another
 * folder. The ledger is only read, so it works beside a `run`. Throws a `PipelineError` (exit 2) when no extract names
 * the employer.
 */
export async function dossierCommand(
  settings: CampaignSettings,
  tools: CommandTools,
  typed: DossierOptions,
  employerId: string | null,
): Promise<number> {
  const asked = whatIsAsked(typed, employerId);
  return withDossierTools(settings, typed, async (ledger, dossierTools) => {
    if (asked.to === null) await writeOne(asked.employerId, settings, dossierTools);
    else await writeSelected(asked.to, { ledger, settings, tools, dossierTools });
    return exitCodes.done;
  });
}

type Asked = { to: null; employerId: string } | { to: string };

function whatIsAsked({ allSelected = false, to, campaign }: DossierOptions, employerId: string | null): Asked {
  if (allSelected && employerId === null && to !== undefined) return { to };
  if (allSelected) throw wrongDossier("--all-selected goes with --to <dir>, and with no employer_id");
  if (to !== undefined || campaign !== undefined)
    throw wrongDossier("--to and --campaign go with --all-selected alone");
  if (employerId === null) throw wrongDossier("The employer_id is missing, or --all-selected with --to <dir>");
  return { to: null, employerId: employerId.trim().toUpperCase() };
}

async function withDossierTools(
  settings: CampaignSettings,
  typed: DossierOptions,
  work: (ledger: Ledger, tools: DossierTools) => Promise<number>,
): Promise<number> {
  const { outFolder, today } = settings;
  const ledger = await openLedgerToRead(outFolder);
  if (ledger === null) throw noLedger(outFolder);
  const closers: (() => unknown)[] = [() => ledger.close()];
  try {
    const config = typed.config === undefined ? ((await newestConfig(ledger)) ?? settings.config) : settings.config;
    const events = await openKeptEvents(eventsPlace(outFolder, typed.events));
    closers.push(() => events?.close());
    const { tokenKey } = await eventSource(events, { config, outFolder });
    closers.push(enterWorkFolder());
    const printer = openPdfPrinter(await prepareBrowser(config.render.browserExecutable));
    closers.push(() => printer.close());
    const gather = await openDossiers(ledger, settings, { events, tokenKey });
    const stills = openSceneStills(path.join(outFolder, "cache"));
    return await work(ledger, { gather, printer, stills, senderName: config.sender.name, today });
  } finally {
    for (const close of closers.reverse()) await close();
  }
}

async function writeOne(employerId: string, { outFolder }: CampaignSettings, tools: DossierTools): Promise<void> {
  const folder = dossiersFolder({ outFolder });
  await makeFolder(folder);
  await removeHalfWritten(folder, employerId);
  if ((await writeDossier(employerId, folder, tools)) === "unknown") throw unknownEmployer(employerId);
  process.stdout.write(`The dossier is ${path.join(folder, employerId)}.html and .pdf\n`);
}

/** What a kill has left of this employer's dossier; somebody else may be writing another one beside it. */
async function removeHalfWritten(folder: string, employerId: string): Promise<void> {
  for (const name of await readdir(folder))
    if (name.startsWith(`${employerId}.`) && name.includes(temporaryMark)) await rm(path.join(folder, name));
}

/** Employers whose ids are read at once: the ledger is not held open for hours. */
const idsAtOnce = 500;

type SelectedWork = { ledger: Ledger; settings: CampaignSettings; tools: CommandTools; dossierTools: DossierTools };

/** Dossiers that already say the same are left as they are: killed and started again, it goes on. */
async function writeSelected(to: string, { ledger, settings, tools, dossierTools }: SelectedWork): Promise<void> {
  const { plan } = await currentPlan(ledger, settings);
  await makeFolder(to);
  await withOutputLock(to, async () => {
    await removeTemporaryFiles(to);
    const selected = countDecisions(ledger, plan).filter(({ decision }) => decision === "selected");
    const total = selected.reduce((sum, { count }) => sum + count, 0);
    const task = tools.progress.start("Dossiers", total, "dossiers");
    let written = 0;
    for (let ids = selectedAfter(ledger, plan, "", idsAtOnce); ids.length > 0; ) {
      for (const employerId of ids) {
        tools.signal.throwIfAborted();
        if ((await writeDossier(employerId, to, dossierTools)) === "written") written++;
        task.advance();
      }
      ids = selectedAfter(ledger, plan, ids.at(-1) ?? "", idsAtOnce);
    }
    task.finish(`${written} written, ${total - written} as they were`);
    process.stdout.write(
      `${total} dossiers of the campaign ${settings.campaign} are in ${to}, ${written} of them new\n`,
    );
  });
}

function wrongDossier(rule: string): PipelineError {
  return new PipelineError("wrong-option", rule, { nextStep: "See «videoguida dossier --help» for the options" });
}

function unknownEmployer(employerId: string): PipelineError {
  return new PipelineError("unknown-employer", `No extract of any campaign names ${employerId}`, {
    nextStep: "See whether the codice fiscale is right, and whether --out is the folder of its campaigns",
  });
}
