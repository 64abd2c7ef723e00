import { rm } from "node:fs/promises";
import path from "node:path";
import type { Scene } from "../../compositions/storyboard.ts";
import { exitCodes } from "../domain/errors.ts";
import { assertLedger, openLedger } from "../ledger/open-ledger.ts";
import { prepareBrowser } from "../render/browser.ts";
import { bundleCompositions } from "../render/bundle.ts";
import { type Picture, renderPictures } from "../render/pictures.ts";
import type { CampaignSettings } from "../settings.ts";
import { selectedEmployers } from "../steps/selected-employers.ts";
import { storyboardContextOf } from "../steps/storyboard-context.ts";
import type { StoryboardContext } from "../storyboard/context.ts";
import { exampleScenes } from "../storyboard/example-scenes.ts";
import { greetingScene, workerScene } from "../storyboard/personal-scenes.ts";
import { type RiskyName, riskiestNames } from "../storyboard/riskiest-names.ts";
import { codePoint } from "../storyboard/unsettable-names.ts";
import { writeFileAtomically } from "../support/atomic-file.ts";
import type { Progress } from "../support/progress.ts";
import { loadTemplate } from "../support/templates.ts";
import { withOutputLock } from "./with-ledger.ts";

type Tools = { progress: Progress; signal: AbortSignal };

/**
 * Writes what QA approves before a campaign is rendered to `<out>/campaigns/<campaign>/contact-sheet`: a picture of
 * every kind of scene, and the riskiest real names, each alone, on one picture (`names.png`) and on a page (`index.html`).
 * The campaign must have been decided.
 */
export async function contactSheetCommand(settings: CampaignSettings, tools: Tools): Promise<number> {
  assertLedger(settings.outFolder);
  return withOutputLock(settings.outFolder, () => writeContactSheet(settings, tools));
}

async function writeContactSheet(settings: CampaignSettings, tools: Tools): Promise<number> {
  const folder = path.join(settings.outFolder, "campaigns", settings.campaign, "contact-sheet");
  const context = storyboardContextOf(settings);
  const names = await namesOf(settings);
  const entries = names.map((risky, index) => ({ ...risky, ...nameEntry(risky, index, context) }));
  const scenes = exampleScenes(context).map(({ name, scene }) => ({ name, scene, file: `scenes/${name}.png` }));
  // Names of an earlier sheet may belong to people who are no longer in the campaign.
  await rm(folder, { recursive: true, force: true });
  await renderAll([...scenes, ...entries], sheetOf(entries, folder), folder, settings, tools);
  const page = loadTemplate("en/contact-sheet.html.hbs");
  await writeFileAtomically(
    path.join(folder, "index.html"),
    page({ campaign: settings.campaign, names: entries, scenes }),
  );
  tools.progress.say(`The contact sheet is ${path.join(folder, "index.html")}`);
  return exitCodes.done;
}

async function namesOf(settings: CampaignSettings): Promise<RiskyName[]> {
  const ledger = await openLedger(settings.outFolder);
  try {
    return await riskiestNames(selectedEmployers(ledger, settings));
  } finally {
    await ledger.close();
  }
}

type Entry = { file: string; scene: Scene };

function nameEntry(risky: RiskyName, index: number, context: StoryboardContext): Entry & { note: string } {
  const scene = risky.of === "employer" ? greetingScene(risky.name, context) : workerScene(risky.name, context);
  return { scene, file: `names/${String(index + 1).padStart(2, "0")}.png`, note: noteOf(risky) };
}

function noteOf({ risk, of, missing, name }: RiskyName): string {
  switch (risk) {
    case "missing-glyphs":
      return `${of}: no font has ${missing.map(codePoint).join(" ")}, so the name is left out`;
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
  tools: Tools,
): Promise<void> {
  const browserKit = await prepareBrowser(settings.config.render.browserExecutable);
  const serveUrl = await bundleCompositions(path.join(settings.outFolder, "cache"));
  const single = entries.map(({ scene, file }) => ({
    composition: `Scene-${scene.kind}`,
    props: { scene },
    file: path.join(folder, file),
  }));
  const task = tools.progress.start("Contact sheet", single.length + sheet.length, "pictures");
  const licence = { licenseKey: settings.config.render.licenseKey, isProduction: false };
  await renderPictures([...single, ...sheet], { browserKit, serveUrl, licence, task, signal: tools.signal });
  task.finish();
}
