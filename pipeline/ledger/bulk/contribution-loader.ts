import type { ContributionRow } from "../../domain/extract-rows.ts";
import type { Contribution } from "../../domain/position.ts";
import { bulkInsert } from "./bulk-insert.ts";
import { haveDisputedAmounts, refuseDisputedAmounts } from "./conflicting-amounts.ts";
import { listText } from "./contribution-list.ts";
import { asInteger, type FileLoader, relationshipKeys, unknownRelationship } from "./file-loader.ts";
import type { Connection } from "./sqlite.ts";

/** More in a row of one relationship are kept in several lists: a damaged file may have millions. */
const longestList = 1_000;

/**
 * A contribution is kept when its relationship is known; repeats are further payments. Those of a relationship that
 * follow one another are kept together. Relationships must be loaded before.
 */
export function contributionLoader(writer: Connection, snapshot: number): FileLoader<ContributionRow> {
  const keyOf = relationshipKeys(writer, snapshot);
  const staged = bulkInsert(writer, "temp.staged_contributions", [
    "relationship_key",
    "line",
    "is_disputed",
    "content",
  ]);
  let list: { key: number; contributions: Contribution[] } | null = null;
  const stageList = () => {
    if (list === null) return;
    const { key, contributions } = list;
    const isDisputed = asInteger(haveDisputedAmounts(contributions));
    staged.add(key, contributions[0]?.line ?? 0, isDisputed, listText(contributions));
    list = null;
  };
  return {
    take({ line, row: { relationshipId, ...rest } }) {
      const key = keyOf(relationshipId);
      if (key === undefined) return unknownRelationship;
      if (list?.key !== key || list.contributions.length === longestList) stageList();
      list ??= { key, contributions: [] };
      list.contributions.push({ line, ...rest });
      return null;
    },
    flushStaged(refuse) {
      stageList();
      staged.flush();
      writer.exec(
        `insert into contributions (relationship_key, line, content)
         select relationship_key, line, content from temp.staged_contributions order by relationship_key, line`,
      );
      refuseDisputedAmounts(writer, snapshot, refuse);
    },
  };
}
