/** A video as it lies on the disk. */
export type VideoRecord = {
  videoId: string;
  packaging: "mp4" | "hls";
  frames: number;
  bytes: number;
  /**
   * SHA-256 over its index, or its playlist, and the checksums of its scenes; empty when an earlier version had another
   * digest.
   */
  digest: string;
  /** Names the rendered scenes it was made from. */
  inputHash: string;
  /** Names the captions, chapters and transcript beside it; empty when an earlier version made them. */
  textsDigest: string;
};

/** A file that playlists point to, as it lies on the disk; its SHA-256 is empty when an earlier version wrote it. */
export type SegmentRecord = { name: string; bytes: number; sha256: string };
