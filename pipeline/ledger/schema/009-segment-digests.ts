import type { Knex } from "knex";

/**
 * What each segment's bytes hash to, so that `verify` can name the one that was changed; not known of those made
 * before.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter table segments add column sha256 text not null default ''");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("alter table segments drop column sha256");
}
