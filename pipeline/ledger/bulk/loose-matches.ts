import { digitsLeftIn, looseForms, roundedForm, roundedForms } from "../../domain/relationship-id-form.ts";
import { type Connection, clustered } from "./sqlite.ts";

const tables = `
  create temp table unknown_forms (
    form text not null, unknown_id text not null, primary key (form, unknown_id)
  ) ${clustered};
  create temp table loose_matches (
    unknown_id text not null, employer_key integer not null, primary key (unknown_id, employer_key)
  ) ${clustered};`;

/** A select of texts, one column, and its parameters. */
export type IdQuery = { sql: string; parameters: Record<string, string | number> };

/**
 * While `use` runs, `temp.loose_matches` (unknown_id, employer_key) says whom the ids of `ids` may be about that no
 * relationship of the snapshot has, but one has in another form. Known relationships are looked through once, and only
 * when an id is unknown; memory stays flat.
 */
export function withLooseMatches<Value>(writer: Connection, snapshot: number, ids: IdQuery, use: () => Value): Value {
  writer.exec(tables);
  try {
    addUnknownForms(writer, snapshot, ids);
    if (writer.prepare("select 1 from temp.unknown_forms limit 1").get() !== undefined) addMatches(writer, snapshot);
    return use();
  } finally {
    writer.exec("drop table temp.unknown_forms; drop table temp.loose_matches");
  }
}

function addUnknownForms(writer: Connection, snapshot: number, { sql, parameters }: IdQuery): void {
  defineForms(writer, "forms_of_unknown_id", (id) => {
    const rounded = roundedForm(id);
    return rounded === null ? looseForms(id) : [...looseForms(id), rounded];
  });
  writer
    .prepare(
      `with unknown (id) as materialized (
         select distinct id from (${sql}) where id <> ''
           and not exists (select 1 from relationships r where r.snapshot = :snapshot and r.relationship_id = id)
       )
       insert or ignore into temp.unknown_forms (form, unknown_id)
       select f.value, unknown.id from unknown cross join json_each(forms_of_unknown_id(unknown.id)) f`,
    )
    .run({ ...parameters, snapshot });
}

function addMatches(writer: Connection, snapshot: number): void {
  writer.function("digits_left", (form) => digitsLeftIn(form as string));
  const lengths = writer
    .prepare("select distinct digits_left(form) from temp.unknown_forms where form like '~%'")
    .pluck()
    .all() as number[];
  defineForms(writer, "forms_of_known_id", (id) => [
    ...looseForms(id),
    ...lengths.flatMap((digits) => roundedForms(id, digits)),
  ]);
  writer
    .prepare(
      `insert or ignore into temp.loose_matches (unknown_id, employer_key)
       select u.unknown_id, r.employer_key
       from relationships r cross join json_each(forms_of_known_id(r.relationship_id)) f
       cross join temp.unknown_forms u on u.form = f.value
       where r.snapshot = ?`,
    )
    .run(snapshot);
}

function defineForms(connection: Connection, name: string, formsOf: (id: string) => string[]): void {
  connection.function(name, { deterministic: true }, (id) => JSON.stringify(formsOf(id as string)));
}
