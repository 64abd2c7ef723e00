import type { Delegation } from "../domain/delegation.ts";
import type { ToldDelegate } from "../domain/told-delegate.ts";

/** One active delegation of an employer who is told. */
export type DelegationOfTold = Pick<
  Delegation,
  "delegateId" | "kind" | "name" | "activeFrom" | "email" | "hasEmailConsent"
> & { employerId: string };

type Reached = DelegationOfTold & { email: string };

/**
 * The delegates who are told, each once, however many employers; delegations come by delegate_id, then by employer_id.
 * Whoever has agreed to e-mail with none of them, or has no valid address there, is not told. Memory stays flat.
 */
export function* toldDelegates(delegations: Iterable<DelegationOfTold>): Generator<ToldDelegate> {
  let own: { delegateId: string; employers: number; lastEmployer: string; reached: Reached | null } | null = null;
  for (const delegation of delegations) {
    if (own !== null && own.delegateId !== delegation.delegateId) {
      yield* toldDelegate(own);
      own = null;
    }
    own ??= { delegateId: delegation.delegateId, employers: 0, lastEmployer: "", reached: null };
    own.employers += Number(own.lastEmployer !== delegation.employerId);
    own.lastEmployer = delegation.employerId;
    if (isReached(delegation) && (own.reached === null || isBetter(delegation, own.reached))) own.reached = delegation;
  }
  if (own !== null) yield* toldDelegate(own);
}

function* toldDelegate({ reached, employers }: { reached: Reached | null; employers: number }) {
  if (reached === null) return;
  const { delegateId, kind, name, email } = reached;
  yield { delegateId, kind, name, email, employers };
}

function isReached(delegation: DelegationOfTold): delegation is Reached {
  return delegation.hasEmailConsent && delegation.email !== null;
}

/**
 * Of several addresses the one of the latest delegation is used, and of several of that day the first in alphabetical
 * order; the name is of the same row. So the order of rows in the extract changes nothing.
 */
function isBetter(one: Reached, other: Reached): boolean {
  if (one.activeFrom !== other.activeFrom) return one.activeFrom > other.activeFrom;
  const [a, b] = [one, other].map(({ email, name, kind }) => [email, name, kind]) as [string[], string[]];
  const differs = a.findIndex((value, index) => value !== b[index]);
  return differs !== -1 && (a[differs] as string) < (b[differs] as string);
}
