import type { Knex } from "knex";

/** The share of those selected, in percent, who get no guide by a plan: 0 for all plans that were made before. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter table plans add column holdout real not null default 0");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("alter table plans drop column holdout");
}
