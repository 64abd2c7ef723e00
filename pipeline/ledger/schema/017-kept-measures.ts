import type { Knex } from "knex";

/** What was measured of a campaign when it was purged: figures about nobody in particular, as JSON. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter table campaigns add column measures text");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("alter table campaigns drop column measures");
}
