import type { Knex } from "knex";

/** What tells a later run that a result still holds. */
export async function up(knex: Knex): Promise<void> {
  // From which rendered scenes a video was made: when they are rendered anew, it is assembled anew.
  await knex.schema.alterTable("videos", (table) => table.text("made_from").notNullable().defaultTo(""));
  // The newest manifest whose notifications stand in the ledger; a kill may come between the two.
  await knex.schema.alterTable("campaigns", (table) => table.integer("recorded_manifest").notNullable().defaultTo(0));
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable("campaigns", (table) => table.dropColumn("recorded_manifest"));
  await knex.schema.alterTable("videos", (table) => table.dropColumn("made_from"));
}
