import type { Knex } from "knex";

/** Whether a relationship is an employer's is answered from the index alone, in employer order. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw("drop index relationships_employer_key_index");
  await knex.raw("create index relationships_employer on relationships (employer_key, relationship_id)");
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("drop index relationships_employer");
  await knex.raw("create index relationships_employer_key_index on relationships (employer_key)");
}
