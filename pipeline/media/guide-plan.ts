import type { SegmentRecord, VideoRecord } from "../domain/video.ts";
/** What an assembled guide is made of; plain values that go to worker threads as they are. */
export type GuidePlan = {
  videoId: string;
  /** SHA-256 over the keys of its scenes. */
  inputHash: string;
  /** Files of the scene cache, in the order of the guide. */
  sceneFiles: string[];
  /** Frames of each scene, as the storyboard has them. */
  sceneFrames: number[];
  /** Texts that stand beside the video: file name ending → content. */
  texts: Record<string, string>;
};

/** How guides are packaged, and where. */
export type AssemblyOptions = {
  videosFolder: string;
  mp4: boolean;
  hls: boolean;
  size: { width: number; height: number };
  fps: number;
  /** Secret that segments are named with (`segmentNameOf`). */
  segmentKey: Uint8Array;
};

/** A guide as it was written, for the ledger. */
export type AssembledGuide = VideoRecord & {
  /** Files in the segments folder that the playlist points to, the initialisation segment first; none for mp4. */
  segments: SegmentRecord[];
};

/** A guide that could not be assembled; the reason quotes no text of it. */
export type FailedGuide = { videoId: string; reason: string };
