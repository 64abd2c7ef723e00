import type { Knex } from "knex";
import { clustered } from "../bulk/sqlite.ts";

/**
 * What the institute already knows of employers, as extracts say it, in employer order like everything of a snapshot;
 * what a plan found missing but in review; and requests of files that came after the extracts. The table of delegations
 * of before was never filled.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.dropTable("delegations");
  await knex.raw(`
    create table requests (
      employer_key integer not null, line integer not null, request_id text not null, relationship_id text, quarter text,
      category text not null, state text not null, outcome text, opened_on text not null, closed_on text,
      primary key (employer_key, line)
    ) ${clustered}`);
  await knex.raw(`
    create table delegations (
      employer_key integer not null, line integer not null, delegate_id text not null, kind text not null,
      name text not null, active_from text not null, active_to text, email text, has_email_consent integer not null,
      primary key (employer_key, line)
    ) ${clustered}`);
  await knex.raw("create index delegations_delegate on delegations (delegate_id)");
  await knex.raw(`
    create table profiles (
      employer_key integer not null, line integer not null, category text not null, primary key (employer_key, line)
    ) ${clustered}`);
  await knex.raw(`
    create table quarters_in_review (
      plan integer not null, employer_id text not null, relationship_id text not null, quarter text not null,
      state text not null, primary key (plan, employer_id, relationship_id, quarter)
    ) ${clustered}`);
  await knex.raw("alter table late_files add column kind text not null default 'payments'");
  await knex.raw(`
    create table late_requests (
      late_file integer not null, line integer not null, employer_id text not null, relationship_id text, quarter text,
      category text not null, state text not null, primary key (late_file, line)
    ) ${clustered}`);
  await knex.raw("create index late_requests_employer on late_requests (employer_id)");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("alter table late_files drop column kind");
  for (const table of ["late_requests", "quarters_in_review", "profiles", "delegations", "requests"])
    await knex.schema.dropTable(table);
  await knex.raw(`
    create table delegations (
      employer_id text not null, delegate_id text not null, active_from text not null, active_to text,
      primary key (employer_id, delegate_id, active_from)
    ) ${clustered}`);
}
