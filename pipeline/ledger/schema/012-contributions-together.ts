import type { Knex } from "knex";
import { clustered } from "../bulk/sqlite.ts";

/**
 * The contributions of a relationship are kept in lists: a country has 4,000,000 of them, and they are only ever read
 * relationship by relationship. `line` is that of the first row of a list, `content` its JSON;
 * `ledger/bulk/contribution-list.ts` says of what.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table contribution_lists (
      relationship_key integer not null, line integer not null, content text not null, primary key (relationship_key, line)
    ) ${clustered}`);
  await knex.raw(`
    insert into contribution_lists (relationship_key, line, content)
    select relationship_key, min(line), '[' || group_concat(
      json_quote(quarter) || ',' || line || ',' || json_quote(due_cents) || ',' || paid_cents || ',' ||
      json_quote(paid_on) || ',' || json_quote(notice_number)) || ']'
    from (select * from contributions order by relationship_key, quarter, line) group by relationship_key`);
  await knex.raw("drop table contributions");
  await knex.raw("alter table contribution_lists rename to contributions");
}

export async function down(): Promise<void> {
  throw new Error("a ledger with lists of contributions cannot be turned back: restore the copy that was made before");
}
