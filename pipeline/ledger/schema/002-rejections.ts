import type { Knex } from "knex";
import { clustered } from "../bulk/sqlite.ts";

/** Which rows were not used, whom they may be about, and who is therefore withheld. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table rejections (
      snapshot integer not null, file text not null, line integer not null, severity text not null,
      code text not null, column_name text not null,
      primary key (snapshot, file, line, column_name, code)
    ) ${clustered}`);
  await knex.raw(`
    create table rejected_names (
      snapshot integer not null, file text not null, line integer not null,
      employer_id text not null, relationship_id text not null,
      primary key (snapshot, file, line, employer_id, relationship_id)
    ) ${clustered}`);
  await knex.raw(`
    create table withholdings (
      employer_key integer not null, file text not null, line integer not null,
      primary key (employer_key, file, line)
    ) ${clustered}`);
}

export async function down(knex: Knex): Promise<void> {
  for (const table of ["withholdings", "rejected_names", "rejections"]) await knex.schema.dropTable(table);
}
