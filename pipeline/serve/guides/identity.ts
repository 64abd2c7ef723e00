import type { Actor } from "../../domain/actor.ts";
import type { Day } from "../../domain/day.ts";
import type { Ledger } from "../../ledger/open-ledger.ts";
import { isActiveDelegate } from "../../ledger/queries/delegations.ts";

/** Who asks: `anybody` where the portal in front says nothing about visitors. */
export type Visitor = { kind: "anybody" } | { kind: "nobody" } | { kind: "person"; fiscalCode: string };

/** The visitor by the header that the portal sets once it has authenticated somebody; null: there is no such header. */
export function visitorFrom(headerName: string | null, value: string | undefined): Visitor {
  if (headerName === null) return { kind: "anybody" };
  const fiscalCode = value?.trim().toUpperCase() ?? "";
  return fiscalCode === "" ? { kind: "nobody" } : { kind: "person", fiscalCode };
}

/**
 * As whom somebody may watch the guide of an employer on a day: as the employer, or as whoever may act for them then;
 * `unknown` where nobody is asked. Null: they may not.
 */
export function roleOf(ledger: Ledger, visitor: Visitor, employerId: string, today: Day): Actor | "unknown" | null {
  if (visitor.kind === "anybody") return "unknown";
  if (visitor.kind === "nobody") return null;
  if (visitor.fiscalCode === employerId) return "employer";
  return isActiveDelegate(ledger, { employerId, delegateId: visitor.fiscalCode }, today) ? "delegate" : null;
}
