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

/** True for the employer a guide is about, and for whoever may act for them on that day. */
export function mayWatch(ledger: Ledger, visitor: Visitor, employerId: string, today: Day): boolean {
  if (visitor.kind === "anybody") return true;
  if (visitor.kind === "nobody") return false;
  if (visitor.fiscalCode === employerId) return true;
  return isActiveDelegate(ledger, { employerId, delegateId: visitor.fiscalCode }, today);
}
