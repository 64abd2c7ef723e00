import type { EmployerRow } from "../../domain/extract-rows.ts";
import { bulkInsert } from "./bulk-insert.ts";
import { asInteger, type FileLoader, inPages, inPlace, rowsInPage } from "./file-loader.ts";
import type { Connection } from "./sqlite.ts";

const columns = [
  ...["employer_id", "line", "first_name", "birth_date", "mobile", "has_mobile_consent", "email", "has_email_consent"],
  ...["is_on_io", "accepts_inps_mobile"],
];

/** The first accepted row of an employer stands; later ones are duplicates. */
export function employerLoader(writer: Connection, snapshot: number): FileLoader<EmployerRow> {
  const staged = bulkInsert(writer, "temp.staged_employers", [...columns, "fingerprint"]);
  let rows = 0;
  return {
    take({ line, row, fingerprint }) {
      staged.add(
        row.employerId,
        line,
        row.firstName,
        row.birthDate,
        row.mobile,
        asInteger(row.hasMobileConsent),
        row.email,
        asInteger(row.hasEmailConsent),
        asInteger(row.isOnIo),
        asInteger(row.acceptsInpsMobile),
        fingerprint,
      );
      rows += 1;
      return null;
    },
    flushStaged(refuse) {
      staged.flush();
      const list = columns.join(", ");
      const { changes } = writer
        .prepare(
          `insert into employers (snapshot, ${list}) select ?, ${list} from temp.staged_employers where true
           order by employer_id, line on conflict (snapshot, employer_id) do nothing`,
        )
        .run(snapshot);
      if (changes === rows) return;
      for (const { line, employerId, isRepeat } of duplicates(writer, snapshot))
        refuse({
          ...{ line, code: "duplicate-employer", column: "employer_id", isHarmless: isRepeat === 1 },
          names: [inPlace(employerId, null)],
        });
    },
  };
}

type Duplicate = { line: number; employerId: string; isRepeat: 0 | 1 };

function duplicates(writer: Connection, snapshot: number): Generator<Duplicate> {
  const page = writer.prepare<[number, number], Duplicate>(
    `select s.line, s.employer_id as "employerId", s.fingerprint = first.fingerprint as "isRepeat"
       from temp.staged_employers s cross join employers e on e.snapshot = ? and e.employer_id = s.employer_id and e.line <> s.line
       cross join temp.staged_employers first on first.line = e.line
       where s.line > ? order by s.line limit ${rowsInPage}`,
  );
  return inPages((line) => page.all(snapshot, line));
}
