import type { Day } from "../domain/day.ts";
import { type Delegation, isActiveOn } from "../domain/delegation.ts";
import { showFirstName } from "../domain/first-name.ts";
import { quarterName } from "../domain/italian.ts";
import type { EmployerPosition } from "../domain/position.ts";
import type { ProfileCategory } from "../domain/profile-category.ts";
import type { InstituteRequest } from "../domain/request.ts";
import type { RejectionAbout } from "../ledger/bulk/rejections.ts";
import { type Cell, type DossierPart, tablePart } from "./dossier-page.ts";
import { columnsOf, dayOrNone, rowOf, type Words, yesOrNo } from "./dossier-words.ts";

/** The employer's own row: name, date of birth, addresses and what was agreed to. */
export function identityPart(position: EmployerPosition | null, words: Words): DossierPart {
  const table = {
    caption: words("captions", "identity"),
    columns: columnsOf(words, "what", "value"),
    rows: position === null ? [] : identityRows(position, words),
  };
  return tablePart(null, table, words("notes", "no-row"));
}

function identityRows(position: EmployerPosition, words: Words): Cell[][] {
  const said = (key: string) => words("identity", key);
  const address = (text: string | null, hasConsent: boolean) => [
    text ?? said("missing"),
    said(hasConsent ? "consent" : "no-consent"),
  ];
  const enabled = (isOn: boolean) => [said(isOn ? "enabled" : "not-enabled")];
  return [
    [[said("code")], [position.employerId]],
    [[said("first-name")], [showFirstName(position.firstName)]],
    [[said("registry-name")], [position.firstName]],
    [[said("birth-date")], [dayOrNone(words, position.birthDate)]],
    [[said("mobile")], address(position.mobile, position.hasMobileConsent)],
    [[said("email")], address(position.email, position.hasEmailConsent)],
    [[said("io")], enabled(position.isOnIo)],
    [[said("inps-mobile")], enabled(position.acceptsInpsMobile)],
    [[words("columns", "row")], [rowOf("employers", position.line)]],
  ];
}

/** Requests as they stood by the extracts. */
export function requestsPart(requests: readonly InstituteRequest[], title: string | null, words: Words): DossierPart {
  const table = {
    caption: words("captions", "requests"),
    columns: columnsOf(words, "request", "category", "about", "state", "on", "closed", "row"),
    rows: requests.map((request) => requestRow(request, words)),
  };
  return tablePart(title, table, words("notes", "no-requests"));
}

function requestRow(request: InstituteRequest, words: Words): Cell[] {
  const { requestId, category, relationshipId, quarter, state, outcome, openedOn, closedOn, line } = request;
  return [
    [requestId],
    [words("request-categories", category)],
    aboutCell({ relationshipId, quarter }, words),
    [words("request-states", state), ...(outcome === null ? [] : [words("outcomes", outcome)])],
    [dayOrNone(words, openedOn)],
    [dayOrNone(words, closedOn)],
    [rowOf("requests", line)],
  ];
}

/** Which relationship and which quarter a request is about. */
export function aboutCell(
  { relationshipId, quarter }: Pick<InstituteRequest, "relationshipId" | "quarter">,
  words: Words,
): Cell {
  return [
    relationshipId ?? words("notes", "all-relationships"),
    quarter === null ? words("notes", "all-quarters") : quarterName(quarter),
  ];
}

/** Delegations, active on a day or not. */
export function delegationsPart(
  delegations: readonly Delegation[],
  { title, asOf }: { title: string | null; asOf: Day },
  words: Words,
): DossierPart {
  const table = {
    caption: words("captions", "delegations"),
    columns: columnsOf(words, "delegate", "kind", "from", "to", "active", "email", "row"),
    rows: delegations.map((delegation): Cell[] => [
      [delegation.name, delegation.delegateId].filter((line) => line !== ""),
      [words("delegate-kinds", delegation.kind)],
      [dayOrNone(words, delegation.activeFrom)],
      [dayOrNone(words, delegation.activeTo)],
      [yesOrNo(words, isActiveOn(delegation, asOf))],
      [
        delegation.email ?? words("identity", "missing"),
        words("identity", delegation.hasEmailConsent ? "consent" : "no-consent"),
      ],
      [rowOf("delegations", delegation.line)],
    ]),
  };
  return tablePart(title, table, words("notes", "no-delegations"));
}

export function categoriesPart(
  categories: readonly ProfileCategory[],
  title: string | null,
  words: Words,
): DossierPart {
  const table = {
    caption: words("captions", "categories"),
    columns: columnsOf(words, "category", "row"),
    rows: categories.map(({ category, line }): Cell[] => [[category], [rowOf("profiles", line)]]),
  };
  return tablePart(title, table, words("notes", "no-categories"));
}

/** What could not be used of the extracts; never what stood in it. */
export function rejectionsPart(rejections: readonly RejectionAbout[], title: string | null, words: Words): DossierPart {
  const table = {
    caption: words("captions", "rejections"),
    columns: columnsOf(words, "row", "effect", "code", "means"),
    rows: rejections.map(({ file, line, severity, code, column, isOwnRow }): Cell[] => [
      [rowOf(file, line), ...(column === "" ? [] : [column])],
      [words("effects", isOwnRow || severity === "field" ? severity : "maybe")],
      [code],
      [words("rejections", code)],
    ]),
  };
  return tablePart(title, table, words("notes", "no-rejections"));
}
