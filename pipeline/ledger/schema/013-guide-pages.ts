import type { Knex } from "knex";
import { clustered } from "../bulk/sqlite.ts";

/**
 * Whose guide an address leads to, by a hash of its token: who reads the ledger can make no address of it. And who may
 * act for an employer, and so watch; empty until their extract is read.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table guide_tokens (
      campaign text not null, employer_id text not null, token_sha256 text not null, primary key (campaign, employer_id)
    ) ${clustered}`);
  await knex.raw("create unique index guide_tokens_token on guide_tokens (token_sha256)");
  await knex.raw(`
    create table delegations (
      employer_id text not null, delegate_id text not null, active_from text not null, active_to text,
      primary key (employer_id, delegate_id, active_from)
    ) ${clustered}`);
}

export async function down(knex: Knex): Promise<void> {
  for (const table of ["delegations", "guide_tokens"]) await knex.schema.dropTable(table);
}
