import { extractsWithholdingNobody } from "../../domain/extract.ts";
import { looksLikeNoId } from "../../domain/relationship-id-form.ts";
import { asInteger } from "./file-loader.ts";
import { withLooseMatches } from "./loose-matches.ts";
import type { Connection } from "./sqlite.ts";

/**
 * Of an id that may be more relationships than this (Excel's `3,33E+09`) the first employer is noted with every line,
 * the others with the first line only: each line for each of them would be too much.
 */
const mostWithEveryLine = 10;

/** Withholds every employer whom a rejected row of the snapshot may be about, and forgets what else such rows held. */
export function withholdNamed(writer: Connection, snapshot: number): void {
  withholdExactlyNamed(writer, snapshot);
  withholdLooselyNamed(writer, snapshot);
  forgetUnknownNames(writer, snapshot);
}

/**
 * Other pieces of rejected rows name nobody, and are people's data all the same. What stands in the place of an id and is
 * none (`#NOME?`) says of nobody anything, and is counted later.
 */
function forgetUnknownNames(writer: Connection, snapshot: number): void {
  writer.function("looks_like_no_id", { deterministic: true }, (text) => asInteger(looksLikeNoId(text as string)));
  writer
    .prepare(
      `delete from rejected_names as n where snapshot = :snapshot and employer_id = ''
         and not (is_in_place = 1 and looks_like_no_id(relationship_id)) and not exists
         (select 1 from relationships r where r.snapshot = :snapshot and r.relationship_id = n.relationship_id)`,
    )
    .run({ snapshot });
}

const withholds = `n.file not in (${extractsWithholdingNobody.map((file) => `'${file}'`).join(", ")})`;

function withholdExactlyNamed(writer: Connection, snapshot: number): void {
  writer
    .prepare(
      `insert or ignore into withholdings (employer_key, file, line)
       select e.employer_key, n.file, n.line from rejected_names n
       join employers e on e.snapshot = n.snapshot and e.employer_id = n.employer_id where n.snapshot = :snapshot and ${withholds}
       union all
       select r.employer_key, n.file, n.line from rejected_names n
       join relationships r on r.snapshot = n.snapshot and r.relationship_id = n.relationship_id where n.snapshot = :snapshot and ${withholds}`,
    )
    .run({ snapshot });
}

/** Rows that might prove a payment, a suspension or a request, under an id that a known one may be in another form. */
const rowsInPlace = `
  select relationship_id as id, file, line from rejected_names
  where snapshot = :snapshot and file in ('contributions', 'suspensions', 'requests') and is_in_place = 1`;

function withholdLooselyNamed(writer: Connection, snapshot: number): void {
  withLooseMatches(writer, snapshot, { sql: `select id from (${rowsInPlace})`, parameters: { snapshot } }, () =>
    writer
      .prepare(
        `with wide (id) as materialized (
           select unknown_id from temp.loose_matches group by unknown_id having count(*) > :mostWithEveryLine
         ), noted (id, file, line) as (
           select id, file, line from (${rowsInPlace}) where id not in (select id from wide)
           union all select id, file, min(line) from (${rowsInPlace}) where id in (select id from wide) group by id, file
         )
         insert or ignore into withholdings (employer_key, file, line)
         select m.employer_key, noted.file, noted.line from noted join temp.loose_matches m on m.unknown_id = noted.id
         union all
         select (select min(employer_key) from temp.loose_matches m where m.unknown_id = id), file, line
         from (${rowsInPlace}) where id in (select id from wide)`,
      )
      .run({ snapshot, mostWithEveryLine }),
  );
}
