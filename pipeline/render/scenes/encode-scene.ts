import { videoProfile } from "../../../compositions/storyboard.ts";
import { type CodedPictures, cutAnnexB } from "../../media/format/h264.ts";
import { type EncodedScene, sceneOf } from "../../media/format/scene-file.ts";
import { runFfmpeg } from "./ffmpeg.ts";
import { greyPicture } from "./grey-picture.ts";

/**
 * How pictures become H.264. Constant quantiser, one reference, no B-frames, one thread: the bytes of a scene
 * depend on its pictures and on nothing else, so a scene rendered after a kill equals the one rendered before,
 * and every scene carries the same parameter sets.
 */
const encoderArguments = [
  ...["-c:v", "libx264", "-preset", "veryfast", "-profile:v", "high", "-level", "3.1", "-pix_fmt", "yuv420p"],
  "-x264-params",
  "qp=20:bframes=0:ref=1:keyint=infinite:scenecut=0:stitchable=1:threads=1:sliced-threads=0:weightp=0:mbtree=0:rc-lookahead=0:sync-lookahead=0",
  ...["-colorspace:v", "bt709", "-color_primaries:v", "bt709", "-color_trc:v", "bt709", "-color_range", "tv"],
  ...["-aspect", `${videoProfile.width}:${videoProfile.height}`, "-f", "h264", "-"],
];

/** From a screenshot's full-range RGB to BT.709 in limited range. */
const screenshotFilter = "zscale=matrix=709:range=limited:primariesin=709:primaries=709:transferin=709:transfer=709";

/** All that decides how pictures are encoded; part of every scene key. */
export const encoderProfile = [screenshotFilter, ...encoderArguments].join(" ");

/** x264 counts reference pictures modulo this: a held picture repeats with this period. */
const frameNumberPeriod = 16;

/**
 * Encodes the pictures of one scene, JPEG each, and holds the last one until `durationInFrames`. Held pictures are
 * neither rendered nor encoded: each is a copy of a coded picture that skips every macroblock, cut from a grey video,
 * and 33 bytes long. Throws when `signal` aborts.
 */
export async function encodeScene(
  pictures: Buffer[],
  durationInFrames: number,
  signal?: AbortSignal,
): Promise<EncodedScene> {
  const [coded, held] = await Promise.all([encode(pictures, signal), skipFrames(signal)]);
  if (coded.samples.length !== pictures.length) throw new Error("the encoder lost a picture");
  if (!held.avcC.equals(coded.avcC)) throw new Error("the encoder changed its parameters");
  for (let index = pictures.length; index < durationInFrames; index++) {
    coded.samples.push(held.samples[index % frameNumberPeriod] as Buffer);
  }
  return sceneOf(coded);
}

let skipFramesOnce: Promise<CodedPictures> | undefined;

/** Pictures that repeat the one before, by their place in the video modulo the period. */
function skipFrames(signal?: AbortSignal): Promise<CodedPictures> {
  skipFramesOnce ??= encodeGreyVideo(signal).catch((error) => {
    // The next scene tries again: the cause may have been temporary.
    skipFramesOnce = undefined;
    throw error;
  });
  return skipFramesOnce;
}

/** As JPEG like the screenshots, so that both get the same parameter sets. */
async function encodeGreyVideo(signal?: AbortSignal): Promise<CodedPictures> {
  const { width, height } = videoProfile;
  const toJpeg = [
    "-f",
    "image2pipe",
    "-c:v",
    "png",
    "-i",
    "-",
    "-vf",
    `scale=${width}:${height}`,
    "-pix_fmt",
    "yuvj420p",
  ];
  const grey = await runFfmpeg([...toJpeg, "-c:v", "mjpeg", "-f", "image2pipe", "-"], [greyPicture()], { signal });
  const video = await encode(
    Array.from({ length: frameNumberPeriod * 2 }, () => grey),
    signal,
  );
  return { avcC: video.avcC, samples: video.samples.slice(frameNumberPeriod) };
}

async function encode(pictures: Buffer[], signal?: AbortSignal): Promise<CodedPictures> {
  const input = [
    "-threads",
    "1",
    "-f",
    "image2pipe",
    "-framerate",
    String(videoProfile.fps),
    "-c:v",
    "mjpeg",
    "-i",
    "-",
  ];
  return cutAnnexB(await runFfmpeg([...input, "-vf", screenshotFilter, ...encoderArguments], pictures, { signal }));
}
