import { readFileSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import createKnex, { type Knex } from "knex";
import { migrationSource } from "../../pipeline/ledger/schema/migration-source.ts";
import { extractsWith } from "../cli/commands/command-session.ts";

/** Tables that have the same columns in both versions, in the order in which they refer to each other. */
const sameTables = [
  "snapshots",
  "employers",
  "relationships",
  "suspensions",
  "rejections",
  "withholdings",
  "late_payments",
];

/** Decisions with what is unpaid in one text, and guides with the id of their video: as they were kept until plans held all. */
const decisionsWithList = `
  select d.*, coalesce(unpaid, '') as unpaid from now.decisions d left join (
    select plan, employer_id, group_concat(relationship_id || ':' || quarter || ':' || state, '|') as unpaid
    from (select * from now.unpaid_quarters order by plan, employer_id, relationship_id, quarter)
    group by plan, employer_id
  ) using (plan, employer_id)`;
const guidesWithVideoId = `
  select g.plan, g.employer_id, video_id from now.guides g join now.plan_videos using (plan, video)
  join now.plans p using (plan) where row_limit is null or row_limit >= (
    select count(*) from now.guides before where before.plan = p.plan and before.employer_id <= g.employer_id)`;

/** Contributions one by one: as they were kept until those of a relationship were kept together. */
const contributionsAsRows = `
  select relationship_key, content ->> k.key as quarter, content ->> (k.key + 1) as line, content ->> (k.key + 2) as due_cents,
    content ->> (k.key + 3) as paid_cents, content ->> (k.key + 4) as paid_on, content ->> (k.key + 5) as notice_number
  from now.contributions, json_each(content) k where k.key % 6 = 0`;

const changedTables = `
  insert into contributions ${contributionsAsRows};
  insert into notifications select campaign, employer_id, channel, notification_id, video_id, content_sha256, state,
    manifest_version from now.notifications;
  insert into late_files select late_file, campaign, sha256 from now.late_files;
  insert into snapshot_files select * from now.snapshot_files;
  insert into rejected_names select snapshot, file, line, employer_id, relationship_id from now.rejected_names;
  insert into settled select * from now.suppressed;
  insert into late_doubts select late_file, employer_id, relationship_id from now.late_ambiguous_rows;
  insert into campaigns (campaign, snapshot, as_of, audience, settings, decided_by, recorded_manifest)
    select campaign, snapshot, as_of, audience, settings, 'rules of then', recorded_manifest
    from now.plans join now.campaigns using (campaign) where state = 'current';
  insert into decisions select campaign, employer_id, employer_key, decision, reason, unpaid
    from (${decisionsWithList}) join now.plans using (plan) where state = 'current';
  insert into guides select campaign, employer_id, video_id
    from (${guidesWithVideoId}) join now.plans using (plan) where state = 'current';
  insert into videos (campaign, video_id, packaging, frames, bytes, digest, made_from)
    select campaign, video_id, packaging, frames, bytes, digest, made_from from now.videos;
  update snapshots set content_key = 'as files were read then ' || snapshot;`;

/** The fixtures, changed like this, without the files that no version read whose ledgers are made here. */
export function extractsOfThen(folder: string, changes: Parameters<typeof extractsWith>[0] = {}): string {
  extractsWith(changes, folder);
  for (const name of ["requests", "delegations", "profiles"]) rmSync(path.join(folder, `${name}.csv`));
  return folder;
}

/**
 * Turns an output folder into one of the version before plans were kept: its ledger has that version's tables with the
 * same rows, and the key of the guide tokens is in it. Returns the key.
 */
export async function turnIntoEarlier(outFolder: string): Promise<Buffer> {
  const keyFile = path.join(outFolder, "guide-token.key");
  const key = readFileSync(keyFile);
  await replaceLedger(outFolder, "006-late-payments", async (knex) => {
    const statements = [
      ...sameTables.map((table) => `insert into ${table} select * from now.${table}`),
      ...changedTables.split(";").filter((text) => text.trim() !== ""),
    ];
    for (const statement of statements) await knex.raw(statement);
    await knex("secrets").insert({ name: "guide-token", value: key });
  });
  rmSync(keyFile);
  return key;
}

/**
 * Turns the ledger of an output folder into one of the version before plans held all that is made of them: that version's
 * tables with the same rows.
 */
export async function turnIntoLedgerWithoutContents(outFolder: string): Promise<void> {
  await replaceLedger(outFolder, "009-segment-digests", async (knex) => {
    const tables = await knex("sqlite_master").where({ type: "table" }).pluck<string[]>("name");
    const changed: Record<string, string> = {
      decisions: `(${decisionsWithList})`,
      guides: `(${guidesWithVideoId})`,
      plans: "(select *, inputs as decided_by from now.plans)",
      contributions: `(${contributionsAsRows})`,
      settled: "now.suppressed",
      late_doubts: "now.late_ambiguous_rows",
    };
    // What stood there of delegations was never filled, and has other columns now.
    for (const table of tables.filter((name) => !/^(knex|sqlite|delegations$)/.test(name))) {
      const columns = Object.keys(await knex(table).columnInfo()).join(", ");
      await knex.raw(`insert into ${table} (${columns}) select ${columns} from ${changed[table] ?? `now.${table}`}`);
    }
  });
}

/** Makes the ledger anew with migrations up to one; `fill` finds the one that was there attached as `now`. */
async function replaceLedger(outFolder: string, newest: string, fill: (knex: Knex) => Promise<void>): Promise<void> {
  const file = path.join(outFolder, "ledger.sqlite");
  const newer = `${file}.newer`;
  renameSync(file, newer);
  const migrations = (await migrationSource.getMigrations([])).filter(({ name }) => name <= newest);
  const knex = createKnex({ client: "better-sqlite3", connection: { filename: file }, useNullAsDefault: true });
  try {
    await knex.raw("pragma journal_mode = wal");
    await knex.migrate.latest({ migrationSource: { ...migrationSource, getMigrations: async () => migrations } });
    await knex.raw("attach ? as now", [newer]);
    await fill(knex);
  } finally {
    await knex.destroy();
  }
  rmSync(newer);
}
