import type { Knex } from "knex";
import { clustered } from "../bulk/sqlite.ts";

/**
 * A plan is what a campaign was decided with and the decisions that came of it. A campaign has a current one and, once
 * something was published, at most one draft beside it. What must outlive the plans (what was published, that it was
 * purged) stands with the campaign.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table plans (
      plan integer primary key autoincrement, campaign text not null, state text not null, snapshot integer not null,
      as_of text not null, audience text not null, settings text not null, packaging text not null, row_limit integer,
      decided_by text, figures text, checks text, accepted text not null default ''
    )`);
  await knex.raw("create index plans_of_campaign on plans (campaign, state)");
  // Decisions of an earlier version were held against no check: their plans are decided anew before they are used.
  // Packaging and limit were not kept: fewer guides than selected employers are those of a trial,
  // unless more were told.
  await knex.raw(`
    insert into plans (campaign, state, snapshot, as_of, audience, settings, packaging, row_limit)
    select campaign, 'current', snapshot, as_of, audience, settings,
      coalesce((select case when count(distinct packaging) = 2 then 'both' else max(packaging) end
                from videos v where v.campaign = c.campaign), 'mp4'),
      (select case when guides > 0 and guides < selected and guides >= told then guides end from (
        select (select count(*) from guides g where g.campaign = c.campaign) as guides,
               (select count(*) from notifications n
                where n.campaign = c.campaign and channel = 'myinps' and state = 'written') as told,
               (select count(*) from decisions d where d.campaign = c.campaign and decision = 'selected') as selected))
    from campaigns c`);
  await moveToPlans(
    knex,
    "decisions",
    "employer_key integer not null, decision text not null, reason text not null, unpaid text not null",
  );
  await moveToPlans(knex, "guides", "video_id text not null");
  for (const column of ["snapshot", "as_of", "audience", "settings", "decided_by"])
    await knex.raw(`alter table campaigns drop column ${column}`);
  await knex.raw("alter table campaigns add column available_until text");
  await knex.raw("alter table campaigns add column addresses text");
  await knex.raw("alter table campaigns add column purged_on text");
  await knex.raw("alter table campaigns add column figures text");
  await knex.raw(`
    create table stage_results (
      plan integer not null, stage text not null, finished_at text not null, seconds real not null, result text not null,
      primary key (plan, stage)
    ) ${clustered}`);
  // Digests that were not kept before are not known until the next run has made the videos anew.
  await knex.raw("alter table videos add column texts_digest text not null default ''");
  await knex.raw(`
    create table segments (
      campaign text not null, segment text not null, bytes integer not null, primary key (campaign, segment)
    ) ${clustered}`);
}

/** Rows that stood under their campaign stand under its plan. */
async function moveToPlans(knex: Knex, table: string, columns: string): Promise<void> {
  const names = columns.replace(/ (?:integer|text) not null/g, "");
  await knex.raw(`
    create table plan_${table} (
      plan integer not null, employer_id text not null, ${columns}, primary key (plan, employer_id)
    ) ${clustered}`);
  await knex.raw(`
    insert into plan_${table} (plan, employer_id, ${names})
    select p.plan, t.employer_id, ${names} from ${table} t join plans p on p.campaign = t.campaign
    order by p.plan, t.employer_id`);
  await knex.raw(`drop table ${table}`);
  await knex.raw(`alter table plan_${table} rename to ${table}`);
}

export async function down(): Promise<void> {
  throw new Error("a ledger with plans cannot be turned back: restore the copy that was made before");
}
