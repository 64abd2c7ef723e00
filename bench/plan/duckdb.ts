import { execFileSync } from "node:child_process";
import { performance } from "node:perf_hooks";
import { DuckDBInstance } from "@duckdb/node-api";

/**
 * Who owes I quarter 2026 on 31 May 2026, has not paid it and has no pending request about it, by employer_id; good
 * extracts only, one row an employer.
 */
const selectedEmployers = (folder: string) => `
  with relationships as (
    select * from read_csv('${folder}/relationships.csv', all_varchar = true)
    where started_on <= '2026-05-31' and coalesce(ended_on, '9999-12-31') >= '2026-05-31'
      and started_on <= '2026-03-31' and coalesce(ended_on, '9999-12-31') >= '2026-01-01'
  ), recorded as (
    select relationship_id, max(amount_due::decimal(12, 2)) as due,
      coalesce(sum(amount_paid::decimal(12, 2)) filter (where coalesce(paid_on, '0000-01-01') <= '2026-05-31'), 0) as paid
    from read_csv('${folder}/contributions.csv', all_varchar = true) where quarter = '2026-Q1' group by relationship_id
  ), pending as (
    select employer_id, relationship_id from read_csv('${folder}/requests.csv', all_varchar = true)
    where category <> 'other' and coalesce(quarter, '2026-Q1') = '2026-Q1'
      and opened_on <= '2026-05-31' and coalesce(closed_on, '9999-12-31') > '2026-05-31'
  )
  select distinct e.employer_id
  from read_csv('${folder}/employers.csv', all_varchar = true) e join relationships r using (employer_id)
  left join recorded c using (relationship_id)
  where not (case when due is null then coalesce(paid, 0) > 0 else paid >= due end)
    and relationship_id not in (
      select relationship_id from read_csv('${folder}/suspensions.csv', all_varchar = true) where quarter = '2026-Q1')
    and relationship_id not in (select relationship_id from pending where relationship_id is not null)
    and e.employer_id not in (select employer_id from pending where relationship_id is null)
  order by 1`;

export type Yardstick = { seconds: number; employers: string[] };

/** It takes so short a time that one run says little: the median of five, each in a process of its own. */
export function medianYardstick(extracts: string): Yardstick {
  const ask = () => execFileSync(process.execPath, [import.meta.filename, extracts], { maxBuffer: 1e9 }).toString();
  const runs = Array.from({ length: 5 }, () => JSON.parse(ask()) as Yardstick);
  return runs.sort((a, b) => a.seconds - b.seconds)[2] as Yardstick;
}

async function askDuckDb(folder: string): Promise<Yardstick> {
  const startedAt = performance.now();
  const instance = await DuckDBInstance.create(":memory:", { threads: "2" });
  const reader = await (await instance.connect()).runAndReadAll(selectedEmployers(folder));
  const employers = (reader.getColumns()[0] ?? []) as string[];
  return { seconds: (performance.now() - startedAt) / 1000, employers };
}

if (process.argv[1] === import.meta.filename)
  process.stdout.write(JSON.stringify(await askDuckDb(process.argv[2] ?? "")));
