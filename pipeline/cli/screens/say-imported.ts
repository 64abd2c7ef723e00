import { exitCodes } from "../../domain/errors.ts";
import type { Imported } from "../../workflow/import-rows.ts";
import type { ListFailures } from "../command-tools.ts";

/** Says what became of the rows of a file of others, and gives the exit code: 0, or 3 when some were not used. */
export function sayImported(what: string, imported: Imported, listFailures: ListFailures): number {
  const { rows, added, known, rejected } = imported;
  const [read, fresh, before, not] = [rows, added, known, rejected].map((count) => count.toLocaleString("en-GB"));
  process.stdout.write(`${read} ${what} read: ${fresh} new, ${before} known already, ${not} not used\n`);
  if (rejected === 0) return exitCodes.done;
  listFailures("Rows that were not used are listed, with line and reason, in", [`  ${imported.list}`]);
  return exitCodes.someFailed;
}
