import type { Connection } from "./sqlite.ts";

/** In how many guides of a plan somebody stood: within its limit, or beyond. */
export type PlanOf = { plan: number; campaign: string };

/** The plans that have a guide for somebody, with the place of that guide by employer_id, 1 being the first. */
export function plansWithGuideOf(writer: Connection, code: string): (PlanOf & { place: number })[] {
  return writer
    .prepare<[string], PlanOf & { place: number }>(
      `select p.plan, p.campaign,
              (select count(*) from guides o where o.plan = g.plan and o.employer_id <= g.employer_id) as place
       from guides g join plans p using (plan) where g.employer_id = ?`,
    )
    .all(code);
}

/**
 * Removes the videos and scenes of a plan that no guide of it has any more; inside a transaction of the caller. Returns
 * the keys of the scenes that no plan has any more.
 */
export function removeUnusedScenes(writer: Connection, plan: number): string[] {
  writer
    .prepare(
      "delete from plan_videos where plan = :plan and video not in (select video from guides where plan = :plan and video is not null)",
    )
    .run({ plan });
  const used = new Set<number>();
  const videos = writer.prepare("select scenes from plan_videos where plan = ?").pluck();
  for (const scenes of videos.iterate(plan) as IterableIterator<string>)
    for (const scene of scenes.split(" ")) used.add(Number(scene));
  const scenes = writer
    .prepare<[number], { scene: number; sceneKey: string | null }>(
      'select scene, scene_key as "sceneKey" from plan_scenes where plan = ?',
    )
    .all(plan)
    .filter(({ scene }) => !used.has(scene));
  const remove = writer.prepare("delete from plan_scenes where plan = ? and scene = ?");
  for (const { scene } of scenes) remove.run(plan, scene);
  const isUsed = writer.prepare("select 1 from plan_scenes where scene_key = ? limit 1");
  return scenes.flatMap(({ sceneKey }) => (sceneKey !== null && isUsed.get(sceneKey) === undefined ? [sceneKey] : []));
}

/** Videos of a campaign that a guide of any of its plans, or a notification that still stands written down, has. */
export function videosInUse(reader: Connection, campaign: string): Set<string> {
  return new Set(
    reader
      .prepare(
        `select v.video_id from plans p join plan_videos v using (plan) where p.campaign = :campaign
         union select video_id from notifications where campaign = :campaign and video_id is not null`,
      )
      .pluck()
      .iterate({ campaign }) as IterableIterator<string>,
  );
}

/** Forgets the videos and segments of a campaign but these; inside a transaction of the caller. */
export function keepOnlyVideos(
  writer: Connection,
  campaign: string,
  used: { videos: ReadonlySet<string>; segments: ReadonlySet<string> },
): void {
  const keep = (table: string, column: string, names: ReadonlySet<string>) => {
    const known = writer.prepare(`select distinct ${column} from ${table} where campaign = ?`).pluck();
    const remove = writer.prepare(`delete from ${table} where campaign = ? and ${column} = ?`);
    for (const name of known.all(campaign) as string[]) if (!names.has(name)) remove.run(campaign, name);
  };
  keep("videos", "video_id", used.videos);
  keep("segments", "segment", used.segments);
}
