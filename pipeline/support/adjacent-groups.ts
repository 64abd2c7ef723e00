/** The rows that follow one another with the same key, as one group; groups come in the order of the rows. */
export function* adjacentGroups<Row>(
  rows: Iterable<Row>,
  keyOf: (row: Row) => unknown,
): Generator<readonly [Row, ...Row[]]> {
  let group: [Row, ...Row[]] | undefined;
  for (const row of rows) {
    if (group !== undefined && keyOf(group[0]) === keyOf(row)) group.push(row);
    else {
      if (group !== undefined) yield group;
      group = [row];
    }
  }
  if (group !== undefined) yield group;
}
