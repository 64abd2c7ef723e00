import type { Knex } from "knex";
import { clustered } from "../bulk/sqlite.ts";

/**
 * What the extracts say. Keys are integers given in the order of employer_id and, within an employer, of
 * relationship_id, so that reading by key is reading in employer order.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable("snapshots", (table) => {
    table.increments("snapshot");
    table.text("content_key").notNullable().unique();
  });
  await knex.schema.createTable("snapshot_files", (table) => {
    table.integer("snapshot").notNullable().references("snapshots.snapshot").onDelete("cascade");
    table.text("file").notNullable();
    table.text("file_name").notNullable();
    table.text("sha256").notNullable();
    table.integer("bytes").notNullable();
    table.text("encoding").notNullable();
    table.text("delimiter").notNullable();
    table.text("unknown_columns").notNullable();
    table.integer("rows").notNullable();
    table.integer("accepted").notNullable();
    table.integer("rejected").notNullable();
    table.integer("field_issues").notNullable();
    table.primary(["snapshot", "file"]);
  });
  await knex.schema.createTable("employers", (table) => {
    table.increments("employer_key");
    table.integer("snapshot").notNullable();
    table.text("employer_id").notNullable();
    table.integer("line").notNullable();
    table.text("first_name").notNullable();
    table.text("birth_date");
    table.text("mobile");
    table.integer("has_mobile_consent").notNullable();
    table.text("email");
    table.integer("has_email_consent").notNullable();
    table.integer("is_on_io").notNullable();
    table.integer("accepts_inps_mobile").notNullable();
    table.unique(["snapshot", "employer_id"]);
  });
  await knex.schema.createTable("relationships", (table) => {
    table.increments("relationship_key");
    table.integer("snapshot").notNullable();
    table.text("relationship_id").notNullable();
    table.integer("employer_key").notNullable().index();
    table.integer("line").notNullable();
    table.text("worker_first_name").notNullable();
    table.text("started_on").notNullable();
    table.text("ended_on");
    table.unique(["snapshot", "relationship_id"]);
  });
  await knex.raw(`
    create table contributions (
      relationship_key integer not null, quarter text not null, line integer not null,
      due_cents integer, paid_cents integer not null, paid_on text, notice_number text,
      primary key (relationship_key, quarter, line)
    ) ${clustered}`);
  await knex.raw(`
    create table suspensions (
      relationship_key integer not null, quarter text not null, line integer not null,
      primary key (relationship_key, quarter, line)
    ) ${clustered}`);
}

export async function down(knex: Knex): Promise<void> {
  for (const table of ["suspensions", "contributions", "relationships", "employers", "snapshot_files", "snapshots"]) {
    await knex.schema.dropTable(table);
  }
}
