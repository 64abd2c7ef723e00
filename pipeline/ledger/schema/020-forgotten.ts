import type { Knex } from "knex";
import { clustered } from "../bulk/sqlite.ts";

/**
 * Who was removed from which campaigns: a keyed hash of the person, which only the holder of the key can compare with a
 * codice fiscale; when, and what must be provable of them. Whom a removal is under way of, and which files have still to
 * go; both are empty again when it has ended.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table forgotten (
      campaign text not null, person text not null, forgotten_on text not null, was_told integer not null,
      told_as_of text, key_name text not null, primary key (campaign, person)
    ) ${clustered}`);
  await knex.raw("create table forgetting (employer_id text primary key, forgotten_on text not null)");
  await knex.raw("create table files_to_delete (file text primary key)");
  // What is rejected about one employer is found without reading all that was rejected.
  await knex.raw("create index rejected_names_employer on rejected_names (snapshot, employer_id)");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("drop index rejected_names_employer");
  for (const table of ["files_to_delete", "forgetting", "forgotten"]) await knex.schema.dropTable(table);
}
