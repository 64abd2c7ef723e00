import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { addressesIn } from "../../assemble/hls.ts";

/** The segments that playlists share: each is looked at once. */
export class SegmentsOf {
  readonly folder: string;
  readonly checksums = new Map<string, string>();
  readonly #isThere = new Map<string, boolean>();

  constructor(folder: string) {
    this.folder = folder;
  }

  /** The addresses in a playlist that nothing stands under, in its order. */
  missingOf(playlist: string): string[] {
    const { init, segments } = addressesIn(readFileSync(playlist, "utf8"));
    return [...(init === null ? [] : [init]), ...segments].filter((address) => !this.#stands(address));
  }

  #stands(address: string): boolean {
    const known = this.#isThere.get(address) ?? sizeOf(path.join(this.folder, address)) > 0;
    this.#isThere.set(address, known);
    return known;
  }
}

/** Length of a file in bytes, 0 when there is none. */
export function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
