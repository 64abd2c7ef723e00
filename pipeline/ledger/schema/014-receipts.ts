import type { Knex } from "knex";
import { clustered } from "../bulk/sqlite.ts";

/** What dispatchers report of notifications; `at` is UTC as ISO 8601 writes it. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table receipts (
      campaign text not null, employer_id text not null, channel text not null, status text not null, at text not null,
      detail text, primary key (campaign, employer_id, channel, status, at)
    ) ${clustered}`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable("receipts");
}
