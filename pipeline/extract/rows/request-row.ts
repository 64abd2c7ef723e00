import type { Day } from "../../domain/day.ts";
import type { RequestRow } from "../../domain/extract-rows.ts";
import { isFiscalCode } from "../../domain/fiscal-code.ts";
import type { RowCode } from "../../domain/rejection.ts";
import { type RequestState, requestCategories, requestOutcomes, requestStates } from "../../domain/request.ts";
import { oneOf, readDay, readQuarter } from "./cell-formats.ts";
import { cellAt, type Layout, type Refusal, type RowReading } from "./columns.ts";

type Places = Layout<"requests">["places"];

const nothing: readonly never[] = [];

/** A row of requests.csv; whether its employer and relationship are known is seen later. */
export function readRequest(cells: readonly string[], places: Places): RowReading<RequestRow> {
  const employerId = cellAt(cells, places.employer_id).toUpperCase();
  if (!isFiscalCode(employerId)) return refused("invalid-fiscal-code", "employer_id");
  const openedOn = readDay(cellAt(cells, places.opened_on));
  if (openedOn === null) return refused("invalid-date", "opened_on");
  const closedText = cellAt(cells, places.closed_on);
  const closedOn = closedText === "" ? null : readDay(closedText);
  const state = oneOf(requestStates, cellAt(cells, places.state));
  if ((closedText !== "" && closedOn === null) || !isPossibleEnd(closedOn, openedOn, state))
    return refused("invalid-date", "closed_on");
  const quarterText = cellAt(cells, places.quarter);
  const quarter = quarterText === "" ? null : readQuarter(quarterText);
  if (quarterText !== "" && quarter === null) return refused("invalid-quarter", "quarter");
  const category = oneOf(requestCategories, cellAt(cells, places.category));
  if (category === null) return refused("invalid-category", "category");
  if (state === null) return refused("invalid-state", "state");
  const outcomeText = cellAt(cells, places.outcome);
  const outcome = state === "closed" ? oneOf(requestOutcomes, outcomeText) : null;
  if (outcomeText !== "" && outcome === null) return refused("invalid-state", "outcome");
  const requestId = cellAt(cells, places.request_id);
  if (requestId === "") return refused("blank-request-id", "request_id");
  const relationshipId = cellAt(cells, places.relationship_id) || null;
  const row = { requestId, employerId, relationshipId, quarter, category, state, outcome, openedOn, closedOn };
  return { row, issues: nothing };
}

function refused(code: RowCode, column: keyof Places): { refusal: Refusal } {
  return { refusal: { code, column } };
}

/** A state that is none is told as such: nobody can say then whether the request should have a last day. */
function isPossibleEnd(closedOn: Day | null, openedOn: Day, state: RequestState | null): boolean {
  if (closedOn === null) return state !== "closed";
  return closedOn >= openedOn && (state === "closed" || state === null);
}
