import type { Day } from "../../domain/day.ts";
import type { EmployerPosition, Relationship } from "../../domain/position.ts";
import type { ProfileCategory } from "../../domain/profile-category.ts";
import type { Quarter } from "../../domain/quarter.ts";
import type { InstituteRequest } from "../../domain/request.ts";
import type { Ledger } from "../open-ledger.ts";
import { contributionsIn } from "./contribution-list.ts";
import { Cursor } from "./cursor.ts";
import type { Connection } from "./sqlite.ts";

// biome-ignore format: one line for each table
type EmployerTuple = [key: number, employerId: string, line: number, firstName: string, birthDate: Day | null, mobile: string | null, hasMobileConsent: number, email: string | null, hasEmailConsent: number, isOnIo: number, acceptsInpsMobile: number, isIncomplete: number];
// biome-ignore format: one line for each table
type RelationshipTuple = [employerKey: number, key: number, relationshipId: string, line: number, workerFirstName: string, startedOn: Day, endedOn: Day | null];
type ContributionsTuple = [relationshipKey: number, list: string];
type SuspensionTuple = [relationshipKey: number, quarter: Quarter, line: number];
// biome-ignore format: one line for each table
type RequestTuple = [employerKey: number, requestId: string, line: number, relationshipId: string | null, quarter: Quarter | null, category: InstituteRequest["category"], state: InstituteRequest["state"], outcome: InstituteRequest["outcome"], openedOn: Day, closedOn: Day | null];
type ProfileTuple = [employerKey: number, category: string, line: number];

type Tables = {
  employers: Cursor<EmployerTuple>;
  relationships: Cursor<RelationshipTuple>;
  contributions: Cursor<ContributionsTuple>;
  suspensions: Cursor<SuspensionTuple>;
  requests: Cursor<RequestTuple>;
  profiles: Cursor<ProfileTuple>;
};

/** An employer's position and the number under which the ledger keeps it. */
export type KeyedPosition = { employerKey: number; position: EmployerPosition };

/**
 * Every employer of a snapshot with their position, by employer_id. The tables are read side by side in the
 * same order, so memory stays flat and no employer costs a query. Sees what was committed when it began.
 */
export function positionsOf({ reader }: Ledger, snapshot: number): Generator<KeyedPosition> {
  const range = reader
    .prepare<[number], KeyRange>(
      "select min(employer_key) as first, max(employer_key) as last from employers where snapshot = ?",
    )
    .get(snapshot);
  return positionsBetween(reader, range);
}

/** One employer's position, or null when no accepted row has this employer_id. */
export function positionOf({ reader }: Ledger, snapshot: number, employerId: string): KeyedPosition | null {
  const key = reader
    .prepare("select employer_key from employers where snapshot = ? and employer_id = ?")
    .pluck()
    .get(snapshot, employerId) as number | undefined;
  if (key === undefined) return null;
  const [found] = positionsBetween(reader, { first: key, last: key });
  return found ?? null;
}

type KeyRange = { first: number | null; last: number | null };

function* positionsBetween(reader: Connection, range: KeyRange | undefined): Generator<KeyedPosition> {
  if (!range || range.first === null || range.last === null) return;
  const tables = openTables(reader, { first: range.first, last: range.last });
  try {
    for (let row = tables.employers.take(); row; row = tables.employers.take()) {
      yield { employerKey: row[0], position: positionFrom(row, tables) };
    }
  } finally {
    for (const cursor of Object.values(tables)) cursor.close();
  }
}

/** Keys of a snapshot follow one another, in employer order: a range of them is a range of employers. */
function openTables(reader: Connection, employers: { first: number; last: number }): Tables {
  const relationships = reader
    .prepare<[number, number], { first: number | null; last: number | null }>(
      "select min(relationship_key) as first, max(relationship_key) as last from relationships where employer_key between ? and ?",
    )
    .get(employers.first, employers.last);
  const open = <Tuple extends readonly unknown[]>(sql: string, first: number, last: number) =>
    new Cursor(reader.prepare<[number, number], Tuple>(sql).raw(true).iterate(first, last));
  const [first, last] = [relationships?.first ?? 1, relationships?.last ?? 0];
  return {
    employers: open(employersSql, employers.first, employers.last),
    relationships: open(relationshipsSql, first, last),
    contributions: open(contributionsSql, first, last),
    suspensions: open(suspensionsSql, first, last),
    requests: open(requestsSql, employers.first, employers.last),
    profiles: open(profilesSql, employers.first, employers.last),
  };
}

const employersSql = `
  select employer_key, employer_id, line, first_name, birth_date, mobile, has_mobile_consent, email, has_email_consent, is_on_io,
         accepts_inps_mobile, exists (select 1 from withholdings w where w.employer_key = e.employer_key)
  from employers e where employer_key between ? and ? order by employer_key`;
const relationshipsSql = `
  select employer_key, relationship_key, relationship_id, line, worker_first_name, started_on, ended_on
  from relationships where relationship_key between ? and ? order by relationship_key`;
const contributionsSql = `
  select relationship_key, content from contributions where relationship_key between ? and ? order by relationship_key, line`;
const suspensionsSql = `
  select relationship_key, quarter, line from suspensions where relationship_key between ? and ? order by relationship_key, quarter, line desc`;

const requestsSql = `
  select employer_key, request_id, line, relationship_id, quarter, category, state, outcome, opened_on, closed_on
  from requests where employer_key between ? and ? order by employer_key, line`;
const profilesSql = `
  select employer_key, category, line from profiles where employer_key between ? and ? order by employer_key, line`;

function positionFrom(row: EmployerTuple, tables: Tables): EmployerPosition {
  const key = row[0];
  return {
    employerId: row[1],
    line: row[2],
    firstName: row[3],
    birthDate: row[4],
    mobile: row[5],
    hasMobileConsent: row[6] === 1,
    email: row[7],
    hasEmailConsent: row[8] === 1,
    isOnIo: row[9] === 1,
    acceptsInpsMobile: row[10] === 1,
    isIncomplete: row[11] === 1,
    relationships: tables.relationships.takeAll(key).map((tuple) => relationshipFrom(tuple, tables)),
    requests: tables.requests.takeAll(key).map(requestFrom),
    categories: tables.profiles.takeAll(key).map(categoryFrom).sort(byCategory),
  };
}

function requestFrom(row: RequestTuple): InstituteRequest {
  return {
    requestId: row[1],
    line: row[2],
    relationshipId: row[3],
    quarter: row[4],
    category: row[5],
    state: row[6],
    outcome: row[7],
    openedOn: row[8],
    closedOn: row[9],
  };
}

function categoryFrom(row: ProfileTuple): ProfileCategory {
  return { category: row[1], line: row[2] };
}

const byCategory = (a: ProfileCategory, b: ProfileCategory) =>
  a.category === b.category ? a.line - b.line : a.category < b.category ? -1 : 1;

const noQuarters: ReadonlyMap<Quarter, number> = new Map();

function relationshipFrom(row: RelationshipTuple, tables: Tables): Relationship {
  const suspended = tables.suspensions.takeAll(row[1]);
  return {
    relationshipId: row[2],
    line: row[3],
    workerFirstName: row[4],
    startedOn: row[5],
    endedOn: row[6],
    suspendedQuarters: suspended.length === 0 ? noQuarters : new Map(suspended.map((tuple) => [tuple[1], tuple[2]])),
    contributions: contributionsIn(tables.contributions.takeAll(row[1]).map(([, list]) => list)),
  };
}
