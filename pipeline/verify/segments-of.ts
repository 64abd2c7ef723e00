import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import type { SegmentRecord } from "../domain/video.ts";
import { addressesIn } from "../media/hls.ts";
import { sha256Hex } from "../support/hash.ts";

/** The segments that playlists share: each is looked at once. */
export class SegmentsOf {
  readonly folder: string;
  readonly checksums = new Map<string, string>();
  readonly #known: ReadonlyMap<string, SegmentRecord>;
  readonly #isThere = new Map<string, boolean>();

  constructor(folder: string, known: ReadonlyMap<string, SegmentRecord>) {
    this.folder = folder;
    this.#known = known;
  }

  /** Addresses in a playlist with no file or an empty one, in its order. */
  missingOf(playlist: string): string[] {
    return filesOf(playlist).filter((address) => !this.#hasContent(address));
  }

  /** The addresses in a playlist whose bytes are not those that were written, as far as the ledger knows them. */
  changedOf(playlist: string): string[] {
    return filesOf(playlist).filter((address) => {
      const sha256 = this.#known.get(path.basename(address))?.sha256 ?? "";
      return sha256 !== "" && sha256Hex(readFileSync(path.join(this.folder, address))) !== sha256;
    });
  }

  #hasContent(address: string): boolean {
    const known = this.#isThere.get(address) ?? sizeOf(path.join(this.folder, address)) > 0;
    this.#isThere.set(address, known);
    return known;
  }
}

function filesOf(playlist: string): string[] {
  const { init, segments } = addressesIn(readFileSync(playlist, "utf8"));
  return [...new Set([...(init === null ? [] : [init]), ...segments])];
}

/** Length of a file in bytes, 0 when there is none. */
export function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
