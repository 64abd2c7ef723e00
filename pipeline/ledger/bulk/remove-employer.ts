import type { Connection } from "./sqlite.ts";

/** Tables that keep who was removed, or how far that got. */
const ownTables = ["forgotten", "forgetting", "files_to_delete"];

/** What a person is known by in the tables of the ledger. */
type Identity = {
  /** Codice fiscale, also where they act for others. */
  code: string;
  /** JSON arrays: keys of their rows of employers and relationships, and ids of relationships that are nobody else's. */
  employerKeys: string;
  relationshipKeys: string;
  relationshipIds: string;
};

/**
 * Removes every row about a person from every table, whatever it is called: by its columns `employer_id`, `delegate_id`,
 * `employer_key`, `relationship_key` and `relationship_id`. A row that names them as the delegate of another goes too. Inside a
 * transaction of the caller. Returns how many rows went, by table. Reads some tables from end to end.
 */
export function removeEmployer(writer: Connection, code: string): Map<string, number> {
  const identity = identityOf(writer, code);
  const removed = new Map<string, number>();
  for (const { table, columns } of tablesOf(writer)) {
    const condition = conditionFor(new Set(columns));
    if (condition === null) continue;
    const { changes } = writer.prepare(`delete from ${table} where ${condition}`).run(identity);
    if (changes > 0) removed.set(table, changes);
  }
  return removed;
}

/** Whether any table names a person. */
export function isInLedger(reader: Connection, code: string): boolean {
  return tablesOf(reader).some(({ table, columns }) =>
    columns
      .filter((column) => column === "employer_id" || column === "delegate_id")
      .some((column) => reader.prepare(`select 1 from ${table} where ${column} = ? limit 1`).get(code) !== undefined),
  );
}

/** Tables that still hold a code, alone or in quotes in a longer text; for what no rule above has found. */
export function tablesNaming(reader: Connection, code: string): string[] {
  return tablesOf(reader)
    .filter(({ table, columns }) => {
      const holds = columns.map((column) => `${column} = :code or instr(${column}, :quoted)`).join(" or ");
      return (
        reader.prepare(`select 1 from ${table} where ${holds} limit 1`).get({ code, quoted: `"${code}"` }) !== undefined
      );
    })
    .map(({ table }) => table);
}

function identityOf(writer: Connection, code: string): Identity {
  const list = (sql: string) => JSON.stringify(writer.prepare(sql).pluck().all({ code }));
  const theirs = "select relationship_id from relationships where employer_key in (select employer_key from theirs)";
  const withKeys = "with theirs as (select employer_key from employers where employer_id = :code)";
  return {
    code,
    employerKeys: list(`${withKeys} select employer_key from theirs`),
    relationshipKeys: list(
      `${withKeys} select relationship_key from relationships where employer_key in (select employer_key from theirs)`,
    ),
    relationshipIds: list(
      `${withKeys} ${theirs} except select relationship_id from relationships where employer_key not in (select employer_key from theirs)`,
    ),
  };
}

/** Rows that name somebody else and a relationship are that person's, whatever relationship it is. */
function conditionFor(columns: ReadonlySet<string>): string | null {
  const isIn = (column: string, list: keyof Identity) => `${column} in (select value from json_each(:${list}))`;
  const hasOwner = columns.has("employer_key") || columns.has("plan");
  const conditions = [
    ...(columns.has("employer_id") ? ["employer_id = :code"] : []),
    ...(columns.has("delegate_id") ? ["delegate_id = :code"] : []),
    ...(columns.has("employer_key") ? [isIn("employer_key", "employerKeys")] : []),
    ...(columns.has("relationship_key") ? [isIn("relationship_key", "relationshipKeys")] : []),
    ...(columns.has("relationship_id") && !hasOwner
      ? [`${columns.has("employer_id") ? "employer_id = '' and " : ""}${isIn("relationship_id", "relationshipIds")}`]
      : []),
  ];
  return conditions.length === 0 ? null : conditions.map((condition) => `(${condition})`).join(" or ");
}

/** Children of relationships and employers come before them only in keys, which were listed before anything went. */
function tablesOf(connection: Connection): { table: string; columns: string[] }[] {
  const tables = connection
    .prepare(
      "select name from sqlite_master where type = 'table' and name not like 'sqlite%' and name not like 'knex%'",
    )
    .pluck()
    .all() as string[];
  return tables
    .filter((table) => !ownTables.includes(table))
    .map((table) => ({
      table,
      columns: connection.prepare("select name from pragma_table_info(?)").pluck().all(table) as string[],
    }));
}
