import type { Knex } from "knex";
import { clustered } from "../bulk/sqlite.ts";

/**
 * A plan holds all that later stages need: the unpaid quarters of its decisions as rows, what each selected employer is
 * shown and told, and the videos and scenes that this takes. `inputs` names everything the plan was made with; a plan of
 * an earlier version has none and must be made again before anything is made of it.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter table plans drop column decided_by");
  await knex.raw("alter table plans add column inputs text");
  await knex.raw("alter table plans add column files text");
  await knex.raw(`
    create table unpaid_quarters (
      plan integer not null, employer_id text not null, relationship_id text not null, quarter text not null,
      state text not null, primary key (plan, employer_id, relationship_id, quarter)
    ) ${clustered}`);
  await moveUnpaidQuarters(knex);
  await knex.raw("alter table decisions drop column unpaid");
  await knex.raw(`
    create table plan_scenes (
      plan integer not null, scene integer not null, content text not null, frames integer not null,
      scene_key text, state text not null default 'planned', bytes integer, sha256 text, primary key (plan, scene)
    ) ${clustered}`);
  await knex.raw(`
    create table plan_videos (
      plan integer not null, video integer not null, video_id text not null, scenes text not null,
      frames integer not null, texts_digest text not null, primary key (plan, video)
    ) ${clustered}`);
  await moveGuides(knex);
}

/** `relationship_id:quarter:state`, joined by a bar; an id may hold both signs. */
const unpaidEntry = /(.+?):(\d{4}-Q[1-4]):(unpaid|partial)(?:\||$)/gy;

async function moveUnpaidQuarters(knex: Knex): Promise<void> {
  let last = { plan: -1, employer_id: "" };
  for (;;) {
    const rows: { plan: number; employer_id: string; unpaid: string }[] = await knex("decisions")
      .select("plan", "employer_id", "unpaid")
      .whereRaw("(plan, employer_id) > (?, ?) and unpaid <> ''", [last.plan, last.employer_id])
      .orderBy(["plan", "employer_id"])
      .limit(1_000);
    const end = rows.at(-1);
    if (!end) return;
    last = end;
    const quarters = rows.flatMap(({ plan, employer_id, unpaid }) =>
      [...unpaid.matchAll(unpaidEntry)].map(([, relationship_id, quarter, state]) => ({
        ...{ plan, employer_id, relationship_id, quarter, state },
      })),
    );
    await knex.batchInsert("unpaid_quarters", quarters, 150);
  }
}

/** Who is shown which video is kept; what it consists of was not. */
async function moveGuides(knex: Knex): Promise<void> {
  await knex.raw(`
    insert into plan_videos (plan, video, video_id, scenes, frames, texts_digest)
    select plan, row_number() over (partition by plan order by video_id) - 1, video_id, '', 0, ''
    from (select distinct plan, video_id from guides)`);
  await knex.raw(`
    create table planned_guides (
      plan integer not null, employer_id text not null, video integer, failure text, names_left_out text,
      employer text not null, primary key (plan, employer_id)
    ) ${clustered}`);
  await knex.raw(`
    insert into planned_guides (plan, employer_id, video, employer)
    select plan, employer_id, video, '' from guides join plan_videos using (plan, video_id)`);
  await knex.raw("drop table guides");
  await knex.raw("alter table planned_guides rename to guides");
}

export async function down(): Promise<void> {
  throw new Error("a ledger with whole plans cannot be turned back: restore the copy that was made before");
}
