import { videoProfile } from "../../compositions/storyboard.ts";
import { assembleGuides } from "../../pipeline/media/assemble-guides.ts";

/** A process that assembles one guide of one scene and says its id, or the code of what went wrong. */
const [videosFolder = "", sceneFile = ""] = process.argv.slice(2);
const { width, height, fps } = videoProfile;
const plan = { videoId: "guide", inputHash: "", sceneFiles: [sceneFile], sceneFrames: [8], texts: {} };
const options = { videosFolder, mp4: true, hls: false, size: { width, height }, fps, segmentKey: new Uint8Array(32) };
try {
  await assembleGuides(
    [plan],
    options,
    async (guides, failed) => {
      process.stdout.write(guides[0]?.videoId ?? failed[0]?.reason ?? "nothing");
    },
    new AbortController().signal,
  );
} catch (error) {
  process.stdout.write((error as NodeJS.ErrnoException).code ?? String(error));
}
