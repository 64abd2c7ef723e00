import type { Knex } from "knex";
import { clustered } from "../bulk/sqlite.ts";

/**
 * By which day people were told first, null where an earlier version told them, and of which quarters, in any version;
 * and what took a notification back: `content` is the line of corrections.ndjson, which never changes.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter table notifications add column told_as_of text");
  await knex.raw(`
    create table corrections (
      campaign text not null, employer_id text not null, channel text not null, notification_id text not null,
      content text not null, manifest_version integer not null, primary key (campaign, employer_id, channel)
    ) ${clustered}`);
  await knex.raw(`
    create table told_quarters (
      campaign text not null, employer_id text not null, relationship_id text not null, quarter text not null,
      primary key (campaign, employer_id, relationship_id, quarter)
    ) ${clustered}`);
  await knex.raw("create unique index corrections_notification on corrections (notification_id)");
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable("told_quarters");
  await knex.schema.dropTable("corrections");
  await knex.raw("alter table notifications drop column told_as_of");
}
