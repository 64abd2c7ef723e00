import type { DelegationEvidence, RequestEvidence } from "../../decide/explain-requests.ts";
import type { Inspection } from "./inspection.ts";

/** What the institute knows of an employer beside the position, as lines of the inspection's screen. */
export function requestLines({ requests }: Pick<Inspection, "requests">): string[] {
  return requests.flatMap((request) => {
    const { line, requestId, category, relationshipId, quarter } = request;
    const about = `${relationshipId ?? "every relationship"}, ${quarter ?? "every quarter"}`;
    const head = `requests.csv:${line}  ${requestId}  ${category}, about ${about}; ${courseOf(request)}`;
    return [head, ...request.inReview.map((of) => `  ${of} is in review`)];
  });
}

function courseOf({ state, outcome, openedOn, closedOn, isPending }: RequestEvidence): string {
  const end = closedOn === null ? state : `closed ${closedOn}${outcome === null ? "" : `, ${outcome}`}`;
  return `opened ${openedOn}, ${end}: ${isPending ? "pending" : "not pending"}`;
}

export function delegationLines({ delegations }: Pick<Inspection, "delegations">): string[] {
  return delegations.map((delegation) => {
    const { line, delegateId, kind, name, activeFrom, activeTo, isActive } = delegation;
    const time = `${activeFrom} – ${activeTo ?? "…"}: ${isActive ? "active" : "not active, does not count"}`;
    return `delegations.csv:${line}  ${delegateId}  ${kind} ${name}, ${time}; ${contactOf(delegation)}`;
  });
}

/** The address itself is not shown. */
function contactOf({ hasEmail, hasEmailConsent }: DelegationEvidence): string {
  return `e-mail ${hasEmail ? "known" : "missing"}, ${hasEmailConsent ? "consent given" : "no consent"}`;
}

export function profileLines({ categories }: Pick<Inspection, "categories">): string[] {
  return categories.map(({ category, line }) => `profiles.csv:${line}  ${category}`);
}
