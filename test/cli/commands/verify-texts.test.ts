import { appendFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { digestOfTexts } from "../../../pipeline/media/guide-digest.ts";
import { problemsWithTexts } from "../../../pipeline/verify/verify-videos.ts";
import { temporaryFolder } from "../../notify/manifest-folder.ts";

const texts = { ".it.vtt": "WEBVTT\n", ".it.chapters.vtt": "WEBVTT\n\n1\n", ".it.txt": "Gentile Maria è\n" };

/** What verify says of a guide's texts after some damage, with the digest they were made with, or without. */
function problemsAfter(damage: (folder: string) => void, textsDigest: string): string[] {
  const folder = temporaryFolder();
  for (const [ending, text] of Object.entries(texts)) writeFileSync(path.join(folder, `v${ending}`), text);
  damage(folder);
  const video = { videoId: "v", packaging: "mp4", frames: 1, bytes: 1, digest: "", inputHash: "" } as const;
  return problemsWithTexts("v", [{ ...video, textsDigest }], folder);
}

const changed = ["v.it.vtt, its chapters or its transcript (.it.txt) were changed after they were made"];

test.each<{ name: string; damage: (folder: string) => void; known: string[]; unknown: string[] }>([
  { name: "nothing", damage: () => {}, known: [], unknown: [] },
  { name: "captions", damage: (folder) => appendFileSync(`${folder}/v.it.vtt`, " "), known: changed, unknown: [] },
  {
    name: "chapters",
    damage: (folder) => writeFileSync(`${folder}/v.it.chapters.vtt`, "WEBVTT"),
    known: changed,
    unknown: [],
  },
  {
    name: "a letter",
    damage: (folder) => writeFileSync(`${folder}/v.it.txt`, "Gentile Maria e\n"),
    known: changed,
    unknown: [],
  },
  {
    name: "no chapters",
    damage: (folder) => rmSync(`${folder}/v.it.chapters.vtt`),
    known: ["v.it.chapters.vtt is missing or empty"],
    unknown: [],
  },
  {
    name: "no captions",
    damage: (folder) => rmSync(`${folder}/v.it.vtt`),
    known: ["v.it.vtt is missing or empty"],
    unknown: ["v.it.vtt is missing or empty"],
  },
])("changed: $name", ({ damage, known, unknown }) => {
  expect(problemsAfter(damage, digestOfTexts(texts))).toEqual(known);
  expect(problemsAfter(damage, "")).toEqual(unknown);
});
