import { spawnSync } from "node:child_process";
import path from "node:path";
import { videoProfile } from "../../compositions/storyboard.ts";
import { ffmpegFolder } from "../../pipeline/render/scenes/ffmpeg.ts";
import { greyPicture } from "../../pipeline/render/scenes/grey-picture.ts";

/** Runs a program of the renderer's ffmpeg, to read what we wrote independently. Throws with its error output. */
export function runTool(program: "ffmpeg" | "ffprobe", programArguments: string[], input?: Buffer): Buffer {
  const folder = ffmpegFolder();
  const result = spawnSync(path.join(folder, program), ["-v", "error", ...programArguments], {
    env: { LD_LIBRARY_PATH: folder, DYLD_LIBRARY_PATH: folder },
    input,
    maxBuffer: 4e9,
  });
  if (result.status !== 0) throw new Error(`${program}: ${result.stderr}`);
  if (result.stderr.length > 0) throw new Error(`${program} complains: ${result.stderr}`);
  return result.stdout;
}

export type ProbedVideo = {
  width: number;
  height: number;
  duration: string;
  r_frame_rate: string;
  pix_fmt: string;
  color_space: string;
};
export type ProbedPacket = { pts: number; duration: number; flags: string };

/** What ffprobe says of a video: its stream and every packet; times in ticks of 1/12800 s. */
export function probe(file: string): { stream: ProbedVideo; packets: ProbedPacket[] } {
  const shown = ["-show_streams", "-show_packets", "-select_streams", "v", "-of", "json", file];
  const { streams, packets } = JSON.parse(runTool("ffprobe", shown).toString()) as {
    streams: ProbedVideo[];
    packets: ProbedPacket[];
  };
  if (!streams[0] || streams.length !== 1) throw new Error(`${streams.length} video streams in ${file}`);
  return { stream: streams[0], packets };
}

/** The luma of every frame that a decoder shows. */
export function decodedFrames(input: string | Buffer, size: { width: number; height: number }): Buffer[] {
  const from = typeof input === "string" ? ["-i", input] : ["-i", "-"];
  const rest = ["-f", "image2pipe", "-c:v", "rawvideo", "-pix_fmt", "yuv420p", "-"];
  const bytes = runTool("ffmpeg", [...from, ...rest], typeof input === "string" ? undefined : input);
  const frameBytes = (size.width * size.height * 3) / 2;
  return Array.from({ length: bytes.length / frameBytes }, (_, index) =>
    bytes.subarray(index * frameBytes, (index + 1) * frameBytes),
  );
}

/** Bytes of one frame of a video, counted from 0 at 25 a second, one a pixel and channel; `size` in pixels. */
export function frameOf(
  video: string,
  frame: number,
  format: "gray" | "rgb24",
  { width, height }: { width: number; height: number } = videoProfile,
): Buffer {
  const at = (frame / videoProfile.fps).toFixed(3);
  const shape = ["-vf", `scale=${width}:${height}:flags=area`, "-pix_fmt", format];
  const rest = ["-frames:v", "1", ...shape, "-f", "image2pipe", "-c:v", "rawvideo", "-"];
  return runTool("ffmpeg", ["-ss", at, "-i", video, ...rest]);
}

/** A JPEG of an even grey, `brightness` 0 to 255. */
export function jpegOf(brightness: number, size: { width: number; height: number }): Buffer {
  const filter = `scale=${size.width}:${size.height}`;
  const programArguments = [
    "-f",
    "image2pipe",
    "-c:v",
    "png",
    "-i",
    "-",
    "-vf",
    filter,
    "-pix_fmt",
    "yuvj420p",
    "-c:v",
    "mjpeg",
    "-f",
    "image2pipe",
    "-",
  ];
  return runTool("ffmpeg", programArguments, greyPicture(brightness));
}
