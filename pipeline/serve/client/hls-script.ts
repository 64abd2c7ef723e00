import Hls from "hls.js";

/** Loaded only where a browser does not play HLS by itself. */
const video = document.querySelector<HTMLVideoElement>("#video");
const source = video?.querySelector<HTMLSourceElement>("source")?.src;
if (video && source && Hls.isSupported()) {
  const hls = new Hls({ enableWorker: false });
  hls.loadSource(source);
  hls.attachMedia(video);
}
