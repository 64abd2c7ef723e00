import { readFileSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import createKnex, { type Knex } from "knex";
import * as extracts from "../../pipeline/ledger/migrations/001-extracts.ts";
import * as rejections from "../../pipeline/ledger/migrations/002-rejections.ts";
import * as campaigns from "../../pipeline/ledger/migrations/003-campaigns.ts";
import * as settled from "../../pipeline/ledger/migrations/004-settled.ts";
import * as results from "../../pipeline/ledger/migrations/005-results.ts";
import * as latePayments from "../../pipeline/ledger/migrations/006-late-payments.ts";

const migrations: (Knex.Migration & { name: string })[] = [
  { name: "001-extracts", ...extracts },
  { name: "002-rejections", ...rejections },
  { name: "003-campaigns", ...campaigns },
  { name: "004-settled", ...settled },
  { name: "005-results", ...results },
  { name: "006-late-payments", ...latePayments },
];

/** Tables that have the same columns in both versions, in the order in which they refer to each other. */
const sameTables = [
  "snapshots",
  "employers",
  "relationships",
  "contributions",
  "suspensions",
  "rejections",
  "withholdings",
  "notifications",
  "settled",
  "late_files",
  "late_payments",
];

const changedTables = `
  insert into snapshot_files select * from now.snapshot_files;
  insert into rejected_names select snapshot, file, line, employer_id, relationship_id from now.rejected_names;
  insert into late_doubts select late_file, employer_id, relationship_id from now.late_doubts;
  insert into campaigns (campaign, snapshot, as_of, audience, settings, decided_by, recorded_manifest)
    select campaign, snapshot, as_of, audience, settings, 'rules of then', recorded_manifest
    from now.plans join now.campaigns using (campaign) where state = 'current';
  insert into decisions select campaign, employer_id, employer_key, decision, reason, coalesce(unpaid, '')
    from now.decisions join now.plans using (plan) left join (
      select plan, employer_id, group_concat(relationship_id || ':' || quarter || ':' || u.state, '|') as unpaid
      from (select * from now.unpaid_quarters order by plan, employer_id, relationship_id, quarter) u
      group by plan, employer_id
    ) using (plan, employer_id) where plans.state = 'current';
  insert into guides select campaign, employer_id, video_id
    from now.guides g join now.plan_videos using (plan, video) join now.plans p using (plan)
    where state = 'current' and (row_limit is null or row_limit >= (
      select count(*) from now.guides before where before.plan = p.plan and before.employer_id <= g.employer_id));
  insert into videos (campaign, video_id, packaging, frames, bytes, digest, made_from)
    select campaign, video_id, packaging, frames, bytes, digest, made_from from now.videos;
  update snapshots set content_key = 'as files were read then ' || snapshot;`;

/**
 * Turns an output folder into one of the version before plans were kept: its ledger has that version's tables with the
 * same rows, and the key of the guide tokens is in it. Returns the key.
 */
export async function turnIntoEarlier(outFolder: string): Promise<Buffer> {
  const file = path.join(outFolder, "ledger.sqlite");
  const keyFile = path.join(outFolder, "guide-token.key");
  const [newer, key] = [`${file}.newer`, readFileSync(keyFile)];
  renameSync(file, newer);
  const knex = createKnex({ client: "better-sqlite3", connection: { filename: file }, useNullAsDefault: true });
  try {
    await knex.raw("pragma journal_mode = wal");
    await knex.migrate.latest({
      migrationSource: {
        getMigrations: async () => migrations,
        getMigrationName: ({ name }) => name,
        getMigration: async (migration): Promise<Knex.Migration> => migration as Knex.Migration,
      },
    });
    await knex.raw("attach ? as now", [newer]);
    const statements = [
      ...sameTables.map((table) => `insert into ${table} select * from now.${table}`),
      ...changedTables.split(";").filter((text) => text.trim() !== ""),
    ];
    for (const statement of statements) await knex.raw(statement);
    await knex("secrets").insert({ name: "guide-token", value: key });
  } finally {
    await knex.destroy();
  }
  for (const left of [newer, keyFile]) rmSync(left);
  return key;
}
