import type { Knex } from "knex";
import { clustered } from "../bulk/sqlite.ts";

/** Who has paid since the extracts were made, by what late payments files say. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table settled (
      campaign text not null, employer_id text not null, reason text not null, file_sha256 text not null,
      primary key (campaign, employer_id)
    ) ${clustered}`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable("settled");
}
