import type { Day } from "../../domain/day.ts";
import type { RequestRow } from "../../domain/extract-rows.ts";
import { isFiscalCode } from "../../domain/fiscal-code.ts";
import { type RequestState, requestCategories, requestOutcomes, requestStates } from "../../domain/request.ts";
import { oneOf, readDay, readQuarter } from "./cell-formats.ts";
import { cellAt, type Layout, type Refusal, type RowReading } from "./columns.ts";

type Places = Layout<"requests">["places"];

/** A row of requests.csv; whether its employer and relationship are known is seen later. */
export function readRequest(cells: readonly string[], places: Places): RowReading<RequestRow> {
  const text = (column: keyof Places) => cellAt(cells, places[column]);
  const blankOr = <Value>(column: keyof Places, read: (text: string) => Value | null) =>
    text(column) === "" ? { value: null, isValid: true } : withValidity(read(text(column)));
  const employerId = text("employer_id").toUpperCase();
  if (!isFiscalCode(employerId)) return { refusal: { code: "invalid-fiscal-code", column: "employer_id" } };
  const openedOn = readDay(text("opened_on"));
  if (openedOn === null) return { refusal: { code: "invalid-date", column: "opened_on" } };
  const closedOn = blankOr("closed_on", readDay);
  const state = oneOf(requestStates, text("state"));
  if (!closedOn.isValid || !isPossibleEnd(closedOn.value, { openedOn, state }))
    return { refusal: { code: "invalid-date", column: "closed_on" } };
  const quarter = blankOr("quarter", readQuarter);
  if (!quarter.isValid) return { refusal: { code: "invalid-quarter", column: "quarter" } };
  const category = oneOf(requestCategories, text("category"));
  if (category === null) return { refusal: { code: "invalid-category", column: "category" } };
  if (state === null) return { refusal: { code: "invalid-state", column: "state" } };
  const outcome = blankOr("outcome", (cell) => (state === "closed" ? oneOf(requestOutcomes, cell) : null));
  if (!outcome.isValid) return { refusal: { code: "invalid-state", column: "outcome" } };
  const requestId = text("request_id");
  if (requestId === "") return { refusal: blankRequestId };
  return {
    row: {
      ...{ requestId, employerId, category, state, openedOn },
      relationshipId: text("relationship_id") || null,
      quarter: quarter.value,
      outcome: outcome.value,
      closedOn: closedOn.value,
    },
    issues: [],
  };
}

/** A state that is none is told as such: nobody can say then whether the request should have a last day. */
function isPossibleEnd(
  closedOn: Day | null,
  { openedOn, state }: { openedOn: Day; state: RequestState | null },
): boolean {
  if (closedOn === null) return state !== "closed";
  return closedOn >= openedOn && (state === "closed" || state === null);
}

const blankRequestId: Refusal = { code: "blank-request-id", column: "request_id" };

function withValidity<Value>(value: Value | null): { value: Value | null; isValid: boolean } {
  return { value, isValid: value !== null };
}
