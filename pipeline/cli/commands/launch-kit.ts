import path from "node:path";
import { panelFrames } from "../../../compositions/storyboard.ts";
import { exitCodes } from "../../domain/errors.ts";
import { prepareBrowser } from "../../render/browser/browser.ts";
import { bundleCompositions } from "../../render/bundle.ts";
import { type Picture, renderPictures, renderVideo, type Video } from "../../render/pictures.ts";
import type { CampaignSettings } from "../../settings/campaign-settings.ts";
import { launchTexts } from "../../storyboard/launch-texts.ts";
import type { Progress } from "../../support/progress.ts";
import { loadTextSections } from "../../support/text-sections.ts";

/** Printers want 300 dots to the inch; a sheet is laid out at 96. */
const printScale = 3.125;

/** Writes the video and the leaflet of the launch campaign to `<out>/launch`; nobody's data is in them. */
export async function launchKitCommand(
  settings: CampaignSettings,
  { progress, signal }: { progress: Progress; signal: AbortSignal },
): Promise<number> {
  const folder = path.join(settings.outFolder, "launch");
  const { spot, flyer } = launchTexts(settings.config.sender, loadTextSections("it/launch.txt"));
  const videos: Video[] = [
    { composition: "Spot", props: { texts: spot, format: "landscape" }, file: path.join(folder, "spot-1280x720.mp4") },
    {
      composition: "Spot-portrait",
      props: { texts: spot, format: "portrait" },
      file: path.join(folder, "spot-1080x1920.mp4"),
    },
  ];
  const sheets: Picture[] = [
    { composition: "Flyer", props: { texts: flyer }, file: path.join(folder, "flyer.pdf") },
    { composition: "Flyer", props: { texts: flyer }, file: path.join(folder, "flyer.png"), scale: printScale },
  ];
  const browserKit = await prepareBrowser(settings.config.render.browserExecutable);
  const serveUrl = await bundleCompositions(path.join(settings.outFolder, "cache"));
  const task = progress.start(
    "Launch kit",
    videos.length * spot.panels.length * panelFrames + sheets.length,
    "pictures",
  );
  const licence = { licenseKey: settings.config.render.licenseKey, isProduction: true };
  const tools = { browserKit, serveUrl, licence, task, signal };
  await renderPictures(sheets, tools);
  for (const video of videos) await renderVideo(video, tools);
  task.finish();
  progress.say(`The launch kit is in ${folder}`);
  return exitCodes.done;
}
