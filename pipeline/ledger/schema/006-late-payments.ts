import type { Knex } from "knex";
import { clustered } from "../bulk/sqlite.ts";

/**
 * What late payments files said, row by row: who is settled by it depends on the extracts and decisions of the day, and
 * those come and go.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table late_files (
      late_file integer primary key autoincrement, campaign text not null, sha256 text not null, unique (campaign, sha256)
    )`);
  await knex.raw(`
    create table late_payments (
      relationship_id text not null, late_file integer not null, line integer not null, quarter text not null,
      due_cents integer, paid_cents integer not null, paid_on text, notice_number text,
      primary key (relationship_id, late_file, line)
    ) ${clustered}`);
  await knex.raw(`
    create table late_doubts (
      late_file integer not null, employer_id text not null, relationship_id text not null,
      primary key (late_file, employer_id, relationship_id)
    ) ${clustered}`);
  await knex.raw("alter table settled drop column file_sha256");
  // The digest of a playlist did not cover its segments: it is not known until the next run has made it anew.
  await knex.raw("update videos set digest = '', made_from = '' where packaging = 'hls'");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("alter table settled add column file_sha256 text not null default ''");
  for (const table of ["late_doubts", "late_payments", "late_files"]) await knex.schema.dropTable(table);
}
