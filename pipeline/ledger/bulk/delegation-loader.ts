import type { DelegationRow } from "../../domain/extract-rows.ts";
import { asInteger, type FileLoader } from "./file-loader.ts";
import { ownedRowLoader } from "./owned-rows.ts";
import type { Connection } from "./sqlite.ts";

/** Several delegations of the same two people are kept: they may be of different times. */
export function delegationLoader(writer: Connection, snapshot: number): FileLoader<DelegationRow> {
  return ownedRowLoader(writer, snapshot, {
    name: "delegations",
    columns: ["delegate_id", "kind", "name", "active_from", "active_to", "email", "has_email_consent"],
    stage(staged, line, { employerId, delegateId, delegateKind, delegateName, activeFrom, activeTo, ...contact }) {
      const hasEmailConsent = asInteger(contact.hasEmailConsent);
      staged.add(
        line,
        employerId,
        delegateId,
        delegateKind,
        delegateName,
        activeFrom,
        activeTo,
        contact.email,
        hasEmailConsent,
      );
    },
  });
}
