import { extractNames } from "../../domain/extract.ts";
import { type Connection, clustered } from "./sqlite.ts";

/** Rows on their way in, before they are put in order; they vanish with the connection. */
const staging = `
  create temp table staged_employers (
    line integer primary key, employer_id text not null, first_name text not null, birth_date text,
    mobile text, has_mobile_consent integer not null, email text, has_email_consent integer not null,
    is_on_io integer not null, accepts_inps_mobile integer not null, fingerprint text not null
  );
  create temp table staged_relationships (
    line integer primary key, relationship_id text not null, employer_id text not null,
    worker_first_name text not null, started_on text not null, ended_on text, fingerprint text not null
  );
  create temp table staged_contributions (
    relationship_key integer not null, line integer not null, is_disputed integer not null, content text not null
  );
  create temp table staged_suspensions (relationship_key integer not null, quarter text not null, line integer not null);
  create temp table staged_requests (
    line integer primary key, request_id text not null, employer_id text not null, relationship_id text, quarter text,
    category text not null, state text not null, outcome text, opened_on text not null, closed_on text,
    fingerprint text not null
  );
  create temp table first_requests (
    request_id text primary key, line integer not null, employer_id text not null, fingerprint text not null
  ) ${clustered};
  create temp table staged_delegations (
    line integer primary key, employer_id text not null, delegate_id text not null, kind text not null, name text not null,
    active_from text not null, active_to text, email text, has_email_consent integer not null
  );
  create temp table staged_profiles (line integer primary key, employer_id text not null, category text not null);
`;

export function createStaging(connection: Connection): void {
  dropStaging(connection);
  connection.exec(staging);
}

export function dropStaging(connection: Connection): void {
  for (const table of extractNames) connection.exec(`drop table if exists temp.staged_${table}`);
  connection.exec("drop table if exists temp.first_requests");
}
