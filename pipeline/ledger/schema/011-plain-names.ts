import type { Knex } from "knex";

const newNames = { settled: "suppressed", late_doubts: "late_ambiguous_rows" };

/** Tables are named for what they hold: employers who are told nothing more, and rows that may be about somebody. */
export async function up(knex: Knex): Promise<void> {
  for (const [before, now] of Object.entries(newNames)) await knex.schema.renameTable(before, now);
}

export async function down(knex: Knex): Promise<void> {
  for (const [before, now] of Object.entries(newNames)) await knex.schema.renameTable(now, before);
}
