import type { Knex } from "knex";

/** From which rendered scenes a video was made: when they are rendered anew, it is assembled anew. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable("videos", (table) => table.text("made_from").notNullable().defaultTo(""));
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable("videos", (table) => table.dropColumn("made_from"));
}
