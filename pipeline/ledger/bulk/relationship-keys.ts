import type { Connection } from "./sqlite.ts";

/** Under which number the ledger keeps a relationship of a snapshot, or undefined when it knows none of that name. */
export type RelationshipKeys = (relationshipId: string) => number | undefined;

/** Files mostly hold the rows of a relationship one after the other, so the last answer is often the next. */
export function relationshipKeys(connection: Connection, snapshot: number): RelationshipKeys {
  const find = connection
    .prepare("select relationship_key from relationships where snapshot = ? and relationship_id = ?")
    .pluck();
  let last: { id: string; key: number | undefined } = { id: "", key: undefined };
  return (id) => {
    if (id !== last.id) last = { id, key: find.get(snapshot, id) as number | undefined };
    return last.key;
  };
}
