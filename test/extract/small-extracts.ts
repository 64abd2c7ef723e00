/** Two invented employers, each with one relationship and one paid and one unpaid quarter. */
export const anna = "RSSNNA70A41H501J";
export const mario = "RSSMRA80A01H501U";

/** Lines of the four files; a test changes what it is about. */
export type Lines = { employers: string[]; relationships: string[]; contributions: string[]; suspensions: string[] };

export function smallExtracts(): Lines {
  return {
    employers: ["employer_id,first_name", `${mario},MARIO`, `${anna},ANNA`],
    relationships: [
      "relationship_id,employer_id,worker_first_name,started_on,ended_on",
      `R1,${mario},OLENA,2020-01-01,`,
      `R2,${anna},MARICEL,2020-01-01,`,
    ],
    contributions: [
      "relationship_id,quarter,amount_due,amount_paid,paid_on,notice_number",
      "R1,2026-Q1,312.00,,,",
      "R2,2026-Q1,312.00,312.00,2026-04-05,",
    ],
    suspensions: ["relationship_id,quarter"],
  };
}

/** The files of these lines. */
export function asFiles(lines: Readonly<Record<string, readonly string[]>>): Record<string, string> {
  return Object.fromEntries(Object.entries(lines).map(([name, of]) => [`${name}.csv`, `${of.join("\n")}\n`]));
}

/** The same with the three files that say what the institute knows. */
export type KnowledgeLines = Lines & { requests: string[]; delegations: string[]; profiles: string[] };

export const requestColumns =
  "request_id,employer_id,relationship_id,quarter,category,state,outcome,opened_on,closed_on";
export const delegationColumns =
  "employer_id,delegate_id,delegate_kind,delegate_name,active_from,active_to,email,email_consent";

/** Nothing is known yet: only headers. */
export function extractsWithKnowledge(): KnowledgeLines {
  return {
    ...smallExtracts(),
    requests: [requestColumns],
    delegations: [delegationColumns],
    profiles: ["employer_id,category"],
  };
}
