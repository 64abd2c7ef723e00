import type { Knex } from "knex";

const tables = ["rejected_names", "late_doubts"];

/**
 * Whether the id stood where the header says: only then ids that differ in form are taken for the same. Amounts and
 * dates elsewhere in a rejected row look too much like ids.
 */
export async function up(knex: Knex): Promise<void> {
  for (const table of tables) await knex.raw(`alter table ${table} add column is_in_place integer not null default 0`);
}

export async function down(knex: Knex): Promise<void> {
  for (const table of tables) await knex.raw(`alter table ${table} drop column is_in_place`);
}
