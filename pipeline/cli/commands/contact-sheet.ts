import { rm } from "node:fs/promises";
import path from "node:path";
import type { Scene } from "../../../compositions/storyboard.ts";
import { exitCodes } from "../../domain/errors.ts";
import { employersOf } from "../../ledger/bulk/plan-contents.ts";
import type { Ledger } from "../../ledger/open-ledger.ts";
import { type BrowserKit, prepareBrowser } from "../../render/browser/browser.ts";
import { bundleCompositions } from "../../render/bundle.ts";
import { type Picture, renderPictures } from "../../render/pictures.ts";
import { type SceneKeyOf, sceneKeys } from "../../render/scenes/scene-key.ts";
import { type CampaignSettings, campaignFolder } from "../../settings/campaign-settings.ts";
import type { StoryboardContext } from "../../storyboard/context.ts";
import { exampleScenes } from "../../storyboard/example-scenes.ts";
import { greetingScene, workerScene } from "../../storyboard/personal-scenes.ts";
import { type RiskyName, riskiestNames } from "../../storyboard/riskiest-names.ts";
import { codePoint } from "../../storyboard/unrenderable-names.ts";
import { writeFileAtomically } from "../../support/atomic-file.ts";
import { canonicalJson, sha256Hex } from "../../support/hash.ts";
import type { Progress } from "../../support/progress.ts";
import { loadTemplate } from "../../support/templates.ts";
import { yieldToEventLoop } from "../../support/yield-to-event-loop.ts";
import { type CampaignPlan, storyboardContextOf } from "../../workflow/plan/campaign-plan.ts";
import type { CommandTools } from "../command-tools.ts";
import type { TypedOptions } from "../options.ts";
import { planToLookAt } from "./planned-settings.ts";
import { withLedger } from "./with-ledger.ts";

type Tools = { progress: Progress; signal: AbortSignal };

/**
 * Writes what QA approves before a campaign is rendered to `<out>/campaigns/<campaign>/contact-sheet`: a picture of
 * every kind of scene, and the riskiest real names, each alone, on one picture (`names.png`) and on a page
 * (`index.html`). Says on standard output where it is and its fingerprint, which stands on the page too. The campaign
 * must have been decided.
 */
export async function contactSheetCommand(
  settings: CampaignSettings,
  tools: CommandTools,
  typed: TypedOptions,
): Promise<number> {
  return withLedger(settings, tools, { creates: false }, async ({ ledger }) => {
    const plan = await planToLookAt(ledger, settings, typed, tools.warn);
    return writeContactSheet(ledger, plan, tools);
  });
}

async function writeContactSheet(ledger: Ledger, settings: CampaignPlan, tools: Tools): Promise<number> {
  const folder = path.join(campaignFolder(settings), "contact-sheet");
  const context = storyboardContextOf(settings);
  const names = await riskiestNames(yieldToEventLoop(employersOf(ledger, settings)));
  const entries = names.map((risky, index) => ({
    ...risky,
    ...nameEntry(risky, index, context),
    command: studioCommandFor(risky.employerId, settings),
  }));
  const scenes = exampleScenes(context).map(({ name, scene }) => ({ name, scene, file: `scenes/${name}.png` }));
  const browserKit = await prepareBrowser(settings.config.render.browserExecutable);
  const fingerprint = fingerprintOfSheet([...entries, ...scenes], await sceneKeys(browserKit.version));
  // Names of an earlier sheet may belong to people who are no longer in the campaign.
  await rm(folder, { recursive: true, force: true });
  await renderAll([...scenes, ...entries], sheetOf(entries, folder), folder, settings, { ...tools, browserKit });
  const page = loadTemplate("en/contact-sheet.html.hbs");
  await writeFileAtomically(
    path.join(folder, "index.html"),
    page({ campaign: settings.campaign, fingerprint, names: entries, scenes }),
  );
  process.stdout.write(`The contact sheet is ${path.join(folder, "index.html")}, fingerprint ${fingerprint}\n`);
  return exitCodes.done;
}

type Entry = { file: string; scene: Scene };

/**
 * Identifies the content of a sheet: 12 hexadecimal digits of a hash of each picture's key, which covers the rendering
 * code, and its scene. Equal on two machines only with equal browser and architecture.
 */
function fingerprintOfSheet(entries: Entry[], keyOf: SceneKeyOf): string {
  return sha256Hex(canonicalJson(entries.map(({ file, scene }) => [file, keyOf(scene), scene]))).slice(0, 12);
}

/** The command that shows the whole guide with a name in Studio, in parts that should each stay on one line. */
function studioCommandFor(employerId: string, { campaign, outFolder }: CampaignSettings): string[] {
  const options = [`--employer ${employerId}`, `--campaign ${campaign}`, `--out ${shellWord(outFolder)}`];
  return ["npx videoguida studio", ...options];
}

/** One argument of a command line, quoted where a shell would split it. */
function shellWord(text: string): string {
  return /^[\w./:@-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function nameEntry(risky: RiskyName, index: number, context: StoryboardContext): Entry & { note: string } {
  const scene = risky.of === "employer" ? greetingScene(risky.name, context) : workerScene(risky.name, context);
  return { scene, file: `names/${String(index + 1).padStart(2, "0")}.png`, note: noteOf(risky) };
}

function noteOf({ risk, of, missing, name }: RiskyName): string {
  switch (risk) {
    case "missing-glyphs":
      return `${of}: left out, no font has ${missing.map(codePoint).join(" ")}`;
    case "unusual-characters":
      return `${of}: unusual characters`;
    case "other-font":
      return `${of}: set in Noto Sans`;
    case "long":
      return `${of}: ${[...name].length} characters`;
    default:
      return risk satisfies never;
  }
}

/** All names on one picture; none when there are no names. */
function sheetOf(entries: (Entry & { note: string })[], folder: string): Picture[] {
  if (entries.length === 0) return [];
  const props = { entries: entries.map(({ scene, note }) => ({ scene, note })) };
  return [{ composition: "ContactSheet", props, file: path.join(folder, "names.png") }];
}

async function renderAll(
  entries: Entry[],
  sheet: Picture[],
  folder: string,
  settings: CampaignSettings,
  tools: Tools & { browserKit: BrowserKit },
): Promise<void> {
  const serveUrl = await bundleCompositions(path.join(settings.outFolder, "cache"));
  const single = entries.map(({ scene, file }) => ({
    composition: `Scene-${scene.kind}`,
    props: { scene },
    file: path.join(folder, file),
  }));
  const task = tools.progress.start("Contact sheet", single.length + sheet.length, "pictures");
  const licence = { licenseKey: settings.config.render.licenseKey, isProduction: false };
  await renderPictures([...single, ...sheet], {
    browserKit: tools.browserKit,
    serveUrl,
    licence,
    task,
    signal: tools.signal,
  });
  task.finish();
}
