import { type Delegation, isActiveOn } from "../domain/delegation.ts";
import type { EmployerPosition } from "../domain/position.ts";
import type { InstituteRequest } from "../domain/request.ts";
import type { DecisionRules } from "./decision-rules.ts";
import { explainEmployer } from "./explain-employer.ts";
import { isPending } from "./requests.ts";

/** One row of the requests. */
export type RequestEvidence = InstituteRequest & {
  /** Not answered on the day the position is judged on. */
  isPending: boolean;
  /** `relationship_id:quarter` of what is not paid and in review by it; of relationships in force. */
  inReview: string[];
};

/** One row of the delegations; the address is not shown. */
export type DelegationEvidence = Omit<Delegation, "email"> & {
  /** On the day the position is judged on. */
  isActive: boolean;
  hasEmail: boolean;
};

/** What requests of an employer change, one by one. */
export function explainRequests(position: EmployerPosition, rules: DecisionRules): RequestEvidence[] {
  const inForce = explainEmployer(position, rules).filter(({ isInForce }) => isInForce);
  const quarters = inForce.flatMap((relationship) =>
    relationship.quarters.map((of) => ({ ...of, id: `${relationship.relationshipId}:${of.quarter}` })),
  );
  return position.requests.map((request) => ({
    ...request,
    isPending: isPending(request, rules.asOf),
    inReview: quarters.filter(({ reviewLines }) => reviewLines.includes(request.line)).map(({ id }) => id),
  }));
}

/** Which delegations of an employer count. */
export function explainDelegations(
  delegations: readonly Delegation[],
  { asOf }: Pick<DecisionRules, "asOf">,
): DelegationEvidence[] {
  return delegations.map(({ email, ...delegation }) => ({
    ...delegation,
    isActive: isActiveOn(delegation, asOf),
    hasEmail: email !== null,
  }));
}
