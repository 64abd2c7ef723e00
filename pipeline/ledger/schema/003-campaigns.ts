import type { Knex } from "knex";
import { clustered } from "../bulk/sqlite.ts";

/** What was decided in each campaign and what was made and sent for it. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable("campaigns", (table) => {
    table.text("campaign").primary();
    table.integer("snapshot").notNullable();
    table.text("as_of").notNullable();
    table.text("audience").notNullable();
    table.text("settings").notNullable();
    /** By which rules the decisions were made; null while there are none. */
    table.text("decided_by");
  });
  await knex.raw(`
    create table decisions (
      campaign text not null, employer_id text not null, employer_key integer not null,
      decision text not null, reason text not null, unpaid text not null,
      primary key (campaign, employer_id)
    ) ${clustered}`);
  await knex.raw(`
    create table guides (
      campaign text not null, employer_id text not null, video_id text not null,
      primary key (campaign, employer_id)
    ) ${clustered}`);
  await knex.schema.createTable("videos", (table) => {
    table.text("campaign").notNullable();
    table.text("video_id").notNullable();
    table.text("packaging").notNullable();
    table.integer("frames").notNullable();
    table.integer("bytes").notNullable();
    table.text("digest").notNullable();
    table.primary(["campaign", "video_id", "packaging"]);
  });
  await knex.raw(`
    create table notifications (
      campaign text not null, employer_id text not null, channel text not null, notification_id text not null,
      video_id text not null, content_sha256 text not null, state text not null, manifest_version integer not null,
      primary key (campaign, employer_id, channel)
    ) ${clustered}`);
  await knex.schema.alterTable("notifications", (table) => table.unique(["notification_id"]));
  await knex.schema.createTable("secrets", (table) => {
    table.text("name").primary();
    table.binary("value").notNullable();
  });
}

export async function down(knex: Knex): Promise<void> {
  for (const table of ["secrets", "notifications", "videos", "guides", "decisions", "campaigns"]) {
    await knex.schema.dropTable(table);
  }
}
