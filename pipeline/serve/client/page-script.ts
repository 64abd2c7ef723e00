import { followVideo } from "./follow-video.ts";
import { page } from "./page-address.ts";
import { startSending, tell } from "./page-events.ts";

/**
 * What a guide's page does beyond showing itself: chapters to jump by, services beside the video while it speaks of them,
 * going on where one left, and what was done, told to the server. Without it everything still works but these.
 */
const video = document.querySelector<HTMLVideoElement>("#video");

if (page) {
  // Coming back from the form is the same visit.
  if (!new URLSearchParams(location.search).has("grazie")) tell({ type: "opened" });
  startSending();
  const hls = page.dataset.hls;
  if (video && hls && video.canPlayType("application/vnd.apple.mpegurl") === "") {
    const script = document.createElement("script");
    script.src = hls;
    document.head.append(script);
  }
  if (video) followVideo(video);
}
