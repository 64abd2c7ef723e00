import type { Scene } from "../../../compositions/storyboard.ts";
import type { SelectedEmployer } from "../../domain/selected-employer.ts";
import type { Ledger } from "../open-ledger.ts";
import { bulkInsert } from "./bulk-insert.ts";
import { prepared } from "./sqlite.ts";

/** What a selected employer is shown and told. `videoId` is null when the guide cannot be planned: `failure` says why. */
export type PlannedGuide = {
  employer: SelectedEmployer;
  videoId: string | null;
  failure: string | null;
};

/** A video that a plan needs, with the numbers of its scenes in their order. */
export type PlannedVideo = {
  videoId: string;
  scenes: readonly number[];
  frames: number;
  /** Names the captions, chapters and transcript beside it. */
  textsDigest: string;
};

/** `planned`: not yet looked for; `rendered`: in the cache when it was looked for last; `failed`: cannot be rendered. */
export type SceneState = "planned" | "rendered" | "failed";

/** A scene that a plan needs. */
export type PlanScene = { number: number; scene: Scene; frames: number };

/** What became of a scene: the key it is kept under, and length and SHA-256 of what is kept. */
export type SceneResult = {
  number: number;
  sceneKey: string;
  state: SceneState;
  bytes: number | null;
  sha256: string | null;
};

/** Takes the contents of a plan as they are found, by employer_id; inside a transaction of the caller. */
export type PlanWriter = {
  addScene(scene: { number: number; content: string; frames: number }): void;
  addVideo(number: number, video: PlannedVideo): void;
  addGuide(guide: {
    employer: SelectedEmployer;
    video: number | null;
    failure: string | null;
    /** JSON of the names that the guide leaves out; null when there are none. */
    namesLeftOut: string | null;
  }): void;
  /** Writes what is still waiting. */
  flush(): void;
};

export function planWriter({ writer }: Ledger, plan: number): PlanWriter {
  const scenes = bulkInsert(writer, "plan_scenes", ["plan", "scene", "content", "frames"]);
  const videos = bulkInsert(writer, "plan_videos", ["plan", "video", "video_id", "scenes", "frames", "texts_digest"]);
  const guides = bulkInsert(writer, "guides", [
    ...["plan", "employer_id", "video", "failure", "names_left_out", "employer"],
  ]);
  return {
    addScene: ({ number, content, frames }) => scenes.add(plan, number, content, frames),
    addVideo: (number, { videoId, scenes, frames, textsDigest }) =>
      videos.add(plan, number, videoId, scenes.join(" "), frames, textsDigest),
    addGuide: ({ employer, video, failure, namesLeftOut }) =>
      guides.add(plan, employer.employerId, video, failure, namesLeftOut, JSON.stringify(employer)),
    flush() {
      for (const table of [scenes, videos, guides]) table.flush();
    },
  };
}

/** What is asked of a plan: all of it, or only the first guides by employer_id (`--limit`). */
export type PlanPart = { plan: number; limit: number | null };

type GuideRow = { employer: string; videoId: string | null; failure: string | null };

/** The guides of a plan by employer_id. */
export function* guidesOf({ reader }: Ledger, { plan, limit }: PlanPart): Generator<PlannedGuide> {
  const rows = reader
    .prepare<[number, number], GuideRow>(
      `select g.employer, v.video_id as "videoId", g.failure from guides g left join plan_videos v using (plan, video)
       where g.plan = ? order by g.employer_id limit ?`,
    )
    .iterate(plan, limit ?? -1);
  for (const { employer, ...guide } of rows) yield { employer: employerIn(employer), ...guide };
}

/** Plans of earlier versions know nothing of requests and profiles. */
const nothingKnown = { inReview: [], hasPendingRequest: false, isAppointmentOffered: false, categories: [] };

function employerIn(json: string): SelectedEmployer {
  return { ...nothingKnown, ...(JSON.parse(json) as SelectedEmployer) };
}

/** The guide of one employer by a plan, or null: they are not selected, or beyond the limit. */
export function guideOf(ledger: Ledger, part: PlanPart, employerId: string): PlannedGuide | null {
  const row = guideRow(ledger, part, employerId);
  return row && { ...row, employer: employerIn(row.employer) };
}

/** The same, but only the video, which plans of earlier versions have too. */
export function videoIdOf(ledger: Ledger, part: PlanPart, employerId: string): string | null {
  return guideRow(ledger, part, employerId)?.videoId ?? null;
}

function guideRow({ reader }: Ledger, { plan, limit }: PlanPart, employerId: string): GuideRow | null {
  const row = prepared<{ plan: number; employerId: string; limit: number }, GuideRow>(
    reader,
    `select g.employer, v.video_id as "videoId", g.failure from guides g left join plan_videos v using (plan, video)
       where g.plan = :plan and g.employer_id = :employerId and (:limit < 0 or :limit >=
         (select count(*) from guides where plan = :plan and employer_id <= :employerId))`,
  ).get({ plan, employerId, limit: limit ?? -1 });
  return row ?? null;
}

/** The employers who are to get a guide, by employer_id. */
export function* employersOf(ledger: Ledger, part: PlanPart): Generator<SelectedEmployer> {
  for (const { employer } of guidesOf(ledger, part)) yield employer;
}

/** The scenes of one employer's guide in their order; empty when there is no guide. */
export function scenesOfGuide(ledger: Ledger, plan: number, employerId: string): Scene[] {
  return sceneNumbersOf(ledger, plan, employerId).map((number) => sceneOf(ledger, plan, number));
}

/** The numbers of the scenes of one employer's guide. */
export function sceneNumbersOf({ reader }: Ledger, plan: number, employerId: string): number[] {
  const row = prepared<[number, string], { scenes: string }>(
    reader,
    "select scenes from guides join plan_videos using (plan, video) where plan = ? and employer_id = ?",
  ).get(plan, employerId);
  return numbersIn(row?.scenes ?? "");
}

/** A scene of a guide: under which key it is kept, null before it was rendered, and its length. */
export type GuideScene = { scene: Scene; sceneKey: string | null; frames: number };

/** The first scenes of one employer's guide in their order, so many at most. */
export function firstScenesOf(ledger: Ledger, plan: number, employerId: string, most: number): GuideScene[] {
  const select = prepared<[number, number], { content: string; sceneKey: string | null; frames: number }>(
    ledger.reader,
    `select content, scene_key as "sceneKey", frames from plan_scenes where plan = ? and scene = ?`,
  );
  return sceneNumbersOf(ledger, plan, employerId)
    .slice(0, most)
    .flatMap((number) => select.all(plan, number))
    .map(({ content, ...kept }) => ({ scene: JSON.parse(content) as Scene, ...kept }));
}

/** One scene of a plan by its number. */
export function sceneOf({ reader }: Ledger, plan: number, number: number): Scene {
  const row = prepared<[number, number], { content: string }>(
    reader,
    "select content from plan_scenes where plan = ? and scene = ?",
  ).get(plan, number);
  return JSON.parse(row?.content ?? "null") as Scene;
}

const chosenVideos = `
  select distinct video from (select video from guides where plan = :plan order by employer_id limit :limit)
  where video is not null`;

/** The different videos of a plan, in the order in which they were first needed. */
export function* videosIn({ reader }: Ledger, { plan, limit }: PlanPart): Generator<PlannedVideo> {
  const rows = reader
    .prepare<{ plan: number; limit: number }, Omit<PlannedVideo, "scenes"> & { scenes: string }>(
      `select video_id as "videoId", scenes, frames, texts_digest as "textsDigest" from plan_videos
       where plan = :plan and video in (${chosenVideos}) order by video`,
    )
    .iterate({ plan, limit: limit ?? -1 });
  for (const { scenes, ...video } of rows) yield { ...video, scenes: numbersIn(scenes) };
}

/** All scenes of a plan by their number, whatever the limit. */
export function scenesIn({ reader }: Ledger, { plan }: Pick<PlanPart, "plan">): PlanScene[] {
  return reader
    .prepare<[number], { number: number; content: string; frames: number }>(
      'select scene as "number", content, frames from plan_scenes where plan = ? order by scene',
    )
    .all(plan)
    .map(({ number, content, frames }) => ({ number, scene: JSON.parse(content) as Scene, frames }));
}

/** Keeps what became of scenes; inside a transaction of the caller. */
export function saveSceneResults({ writer }: Ledger, plan: number, results: Iterable<SceneResult>): void {
  const update = writer.prepare(
    `update plan_scenes set scene_key = :sceneKey, state = :state, bytes = :bytes, sha256 = :sha256
     where plan = :plan and scene = :number`,
  );
  for (const result of results) update.run({ plan, ...result });
}

/** How many different videos a plan has. */
export function countVideos({ reader }: Ledger, { plan, limit }: PlanPart): number {
  const count = reader.prepare(`select count(*) from (${chosenVideos})`).pluck();
  return count.get({ plan, limit: limit ?? -1 }) as number;
}

/** How many different scenes a plan has. */
export function countScenes({ reader }: Ledger, plan: number): number {
  return reader.prepare("select count(*) from plan_scenes where plan = ?").pluck().get(plan) as number;
}

/** How many employers are to get a guide. */
export function countGuides({ reader }: Ledger, { plan, limit }: PlanPart): number {
  const count = reader.prepare("select count(*) from (select 1 from guides where plan = ? limit ?)").pluck();
  return count.get(plan, limit ?? -1) as number;
}

/** Who is to get a guide that cannot be planned, and why, by employer_id. */
export function failedGuides({ reader }: Ledger, { plan, limit }: PlanPart): { employerId: string; failure: string }[] {
  return reader
    .prepare<[number, number], { employerId: string; failure: string }>(
      `select employer_id as "employerId", failure from
         (select employer_id, failure from guides where plan = ? order by employer_id limit ?)
       where failure is not null`,
    )
    .all(plan, limit ?? -1);
}

/** What guides leave out of the names, as it was noted: JSON by employer_id. */
export function namesLeftOut({ reader }: Ledger, { plan, limit }: PlanPart): string[] {
  return reader
    .prepare(
      `select names_left_out from (select names_left_out from guides where plan = ? order by employer_id limit ?)
       where names_left_out is not null`,
    )
    .pluck()
    .all(plan, limit ?? -1) as string[];
}

function numbersIn(text: string): number[] {
  return text === "" ? [] : text.split(" ").map(Number);
}
