import type { EmployerRow } from "../../domain/extract-rows.ts";
import { asInteger, type FileLoader } from "./file-loader.ts";
import type { Connection } from "./sqlite.ts";

const columns =
  "employer_id, line, first_name, birth_date, mobile, has_mobile_consent, email, has_email_consent, is_on_io, accepts_inps_mobile";

/** The first accepted row of an employer stands; later ones are duplicates. */
export function employerLoader(writer: Connection, snapshot: number): FileLoader<EmployerRow> {
  const stage = writer.prepare(`
    insert into temp.staged_employers (${columns}, fingerprint)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (employer_id) do nothing`);
  const findFirst = writer.prepare("select fingerprint from temp.staged_employers where employer_id = ?").pluck();
  return {
    take({ line, row, fingerprint }) {
      const { changes } = stage.run(
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
      if (changes === 1) return null;
      const isHarmless = findFirst.get(row.employerId) === fingerprint;
      return { code: "duplicate-employer", column: "employer_id", isHarmless };
    },
    flushStaged() {
      writer
        .prepare(
          `insert into employers (snapshot, ${columns}) select ?, ${columns} from temp.staged_employers order by employer_id`,
        )
        .run(snapshot);
    },
  };
}
