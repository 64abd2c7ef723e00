import type { Knex } from "knex";
import { clustered } from "../bulk/sqlite.ts";

/**
 * What delegates are told, and what dispatchers report of it. Apart from `notifications`, of which every row is about an
 * employer: a delegate may be one too, and is not to be counted as told, reached or corrected by what they read for others.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table delegate_notifications (
      campaign text not null, delegate_id text not null, notification_id text not null, content_sha256 text not null,
      state text not null, manifest_version integer not null, primary key (campaign, delegate_id)
    ) ${clustered}`);
  await knex.raw("create unique index delegate_notifications_notification on delegate_notifications (notification_id)");
  await knex.raw(`
    create table delegate_receipts (
      campaign text not null, delegate_id text not null, status text not null, at text not null, detail text,
      primary key (campaign, delegate_id, status, at)
    ) ${clustered}`);
}

export async function down(knex: Knex): Promise<void> {
  for (const table of ["delegate_receipts", "delegate_notifications"]) await knex.schema.dropTable(table);
}
