import { expect, test } from "vitest";
import type { ExtractName } from "../../pipeline/domain/extract.ts";
import { columnsOf, type Layout, type RowReader } from "../../pipeline/extract/rows/columns.ts";
import { readDelegation } from "../../pipeline/extract/rows/delegation-row.ts";
import { readProfile } from "../../pipeline/extract/rows/profile-row.ts";
import { readRequest } from "../../pipeline/extract/rows/request-row.ts";
import { anna, mario } from "./small-extracts.ts";

/** A good row, some cells of it changed, as `code column`; null when it is accepted. */
function refusalOf<Name extends ExtractName>(
  name: Name,
  read: RowReader<Name>,
  good: Record<string, string>,
  changes: Record<string, string>,
): string | null {
  const columns = Object.keys(columnsOf[name]);
  const cells = columns.map((column) => ({ ...good, ...changes })[column] ?? "");
  const places = Object.fromEntries(columns.map((column, place) => [column, place])) as Layout<Name>["places"];
  const { refusal, row } = read(cells, places);
  expect(refusal === undefined).toBe(row !== undefined);
  return refusal === undefined ? null : `${refusal.code} ${refusal.column}`;
}

const openRequest = {
  ...{ request_id: "Q1", employer_id: mario, relationship_id: "R1", quarter: "2026-Q1" },
  ...{ category: "paid-not-shown", state: "open", opened_on: "2026-05-02" },
};
const closed = { state: "closed", closed_on: "2026-05-20", outcome: "accepted" };

test.each<{ name: string; changes: Record<string, string>; refusal: string | null }>([
  { name: "open", changes: {}, refusal: null },
  {
    name: "in progress, about everything",
    changes: { state: "in-progress", relationship_id: "", quarter: "" },
    refusal: null,
  },
  {
    name: "blanks around cells",
    changes: { category: " other ", state: " open ", quarter: " 2026Q2 " },
    refusal: null,
  },
  { name: "a code in small letters", changes: { employer_id: mario.toLowerCase() }, refusal: null },
  { name: "closed, accepted", changes: closed, refusal: null },
  {
    name: "closed, rejected, on the day it was opened",
    changes: { ...closed, outcome: "rejected", closed_on: "02/05/2026" },
    refusal: null,
  },
  { name: "closed without an outcome", changes: { ...closed, outcome: "" }, refusal: null },
  { name: "no employer", changes: { employer_id: "" }, refusal: "invalid-fiscal-code employer_id" },
  {
    name: "another check character",
    changes: { employer_id: "RSSMRA80A01H501X" },
    refusal: "invalid-fiscal-code employer_id",
  },
  { name: "not opened", changes: { opened_on: "" }, refusal: "invalid-date opened_on" },
  { name: "opened on no day", changes: { opened_on: "2026-02-30" }, refusal: "invalid-date opened_on" },
  { name: "closed without a day", changes: { ...closed, closed_on: "" }, refusal: "invalid-date closed_on" },
  { name: "closed on no day", changes: { ...closed, closed_on: "31/04/2026" }, refusal: "invalid-date closed_on" },
  {
    name: "closed the day before it was opened",
    changes: { ...closed, closed_on: "2026-05-01" },
    refusal: "invalid-date closed_on",
  },
  { name: "open, with a last day", changes: { closed_on: "2026-05-20" }, refusal: "invalid-date closed_on" },
  {
    name: "in progress, with a last day",
    changes: { state: "in-progress", closed_on: "2026-05-20" },
    refusal: "invalid-date closed_on",
  },
  {
    name: "no state that is one, closed before opened",
    changes: { state: "chiusa", closed_on: "2026-05-01" },
    refusal: "invalid-date closed_on",
  },
  {
    name: "no state that is one, with a last day",
    changes: { state: "chiusa", closed_on: "2026-05-20" },
    refusal: "invalid-state state",
  },
  { name: "no quarter that is one", changes: { quarter: "2026-Q5" }, refusal: "invalid-quarter quarter" },
  { name: "no category", changes: { category: "" }, refusal: "invalid-category category" },
  { name: "a category in capitals", changes: { category: "Other" }, refusal: "invalid-category category" },
  { name: "no state", changes: { state: "" }, refusal: "invalid-state state" },
  { name: "a state with a blank for its hyphen", changes: { state: "in progress" }, refusal: "invalid-state state" },
  { name: "an outcome that is none", changes: { ...closed, outcome: "maybe" }, refusal: "invalid-state outcome" },
  { name: "an outcome of an open request", changes: { outcome: "accepted" }, refusal: "invalid-state outcome" },
  { name: "no number", changes: { request_id: " " }, refusal: "blank-request-id request_id" },
  {
    name: "all of it: the first in the contract's order",
    changes: { request_id: "", employer_id: "", quarter: "?", category: "?", state: "?", opened_on: "?" },
    refusal: "invalid-fiscal-code employer_id",
  },
  { name: "quarter before category", changes: { quarter: "?", category: "?" }, refusal: "invalid-quarter quarter" },
  { name: "category before state", changes: { category: "?", state: "?" }, refusal: "invalid-category category" },
  { name: "state before number", changes: { state: "?", request_id: "" }, refusal: "invalid-state state" },
])("request: $name → $refusal", ({ changes, refusal }) => {
  expect(refusalOf("requests", readRequest, openRequest, changes)).toBe(refusal);
});

const delegation = {
  ...{ employer_id: mario, delegate_id: anna, delegate_kind: "person", delegate_name: "ANNA ROSSI" },
  ...{ active_from: "2026-01-01", email: "anna@posta.example", email_consent: "si" },
};

test.each<{ name: string; changes: Record<string, string>; refusal: string | null }>([
  { name: "active", changes: {}, refusal: null },
  {
    name: "an intermediary with a code of 11 figures, for one day",
    changes: { delegate_kind: "intermediary", delegate_id: "80000000001", active_to: "01/01/2026" },
    refusal: null,
  },
  { name: "no name, no address", changes: { delegate_name: "", email: "", email_consent: "" }, refusal: null },
  { name: "no employer", changes: { employer_id: "?" }, refusal: "invalid-fiscal-code employer_id" },
  { name: "no delegate", changes: { delegate_id: "" }, refusal: "invalid-fiscal-code delegate_id" },
  { name: "no first day", changes: { active_from: "" }, refusal: "invalid-date active_from" },
  { name: "a last day that is none", changes: { active_to: "never" }, refusal: "invalid-date active_to" },
  {
    name: "ends the day before it begins",
    changes: { active_to: "2025-12-31" },
    refusal: "ends-before-start active_to",
  },
  { name: "no kind", changes: { delegate_kind: "" }, refusal: "invalid-category delegate_kind" },
  {
    name: "days before the kind",
    changes: { delegate_kind: "?", active_to: "2025-12-31" },
    refusal: "ends-before-start active_to",
  },
])("delegation: $name → $refusal", ({ changes, refusal }) => {
  expect(refusalOf("delegations", readDelegation, delegation, changes)).toBe(refusal);
});

test("an address or a consent that is none counts as blank, and the delegation stands", () => {
  const cells = [mario, anna.toLowerCase(), "person", "ANNA", "2026-01-01", "", "anna at home", "perhaps"];
  const columns = Object.keys(columnsOf.delegations);
  const places = Object.fromEntries(columns.map((column, place) => [column, place])) as Layout<"delegations">["places"];
  expect(readDelegation(cells, places)).toEqual({
    row: {
      ...{ employerId: mario, delegateId: anna, delegateKind: "person", delegateName: "ANNA" },
      ...{ activeFrom: "2026-01-01", activeTo: null, email: null, hasEmailConsent: false },
    },
    issues: [
      { code: "invalid-email", column: "email" },
      { code: "invalid-boolean", column: "email_consent" },
    ],
  });
});

test.each([
  { category: "pensioner", refusal: null },
  { category: "artisan-2", refusal: null },
  { category: " parent ", refusal: null },
  { category: "x".repeat(300), refusal: null },
  { category: "", refusal: "invalid-category category" },
  { category: "Pensioner", refusal: "invalid-category category" },
  { category: "two words", refusal: "invalid-category category" },
  { category: "a_b", refusal: "invalid-category category" },
  { category: "età", refusal: "invalid-category category" },
])("profile: «$category» → $refusal", ({ category, refusal }) => {
  expect(refusalOf("profiles", readProfile, { employer_id: mario }, { category })).toBe(refusal);
});

test("profile: no employer", () => {
  expect(refusalOf("profiles", readProfile, { category: "parent" }, { employer_id: "" })).toBe(
    "invalid-fiscal-code employer_id",
  );
});
