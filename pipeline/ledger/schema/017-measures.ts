import type { Knex } from "knex";

/**
 * What was measured of a campaign when it was purged: figures about nobody in particular, as JSON; and how many
 * employers awaited a correction when that was counted last.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter table campaigns add column measures text");
  await knex.raw("alter table campaigns add column corrections_waiting integer not null default 0");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("alter table campaigns drop column corrections_waiting");
  await knex.raw("alter table campaigns drop column measures");
}
