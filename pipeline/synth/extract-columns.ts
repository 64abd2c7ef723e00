import type { ExtractName } from "../domain/extract.ts";

/** Every column that the contract names, in its order. */
export const extractColumns: Record<ExtractName, string[]> = {
  employers: columns(
    "employer_id first_name birth_date mobile mobile_consent email email_consent io_enabled inps_mobile_enabled",
  ),
  relationships: columns("relationship_id employer_id worker_first_name started_on ended_on"),
  contributions: columns("relationship_id quarter amount_due amount_paid paid_on notice_number"),
  suspensions: columns("relationship_id quarter"),
  requests: columns("request_id employer_id relationship_id quarter category state outcome opened_on closed_on"),
  delegations: columns("employer_id delegate_id delegate_kind delegate_name active_from active_to email email_consent"),
  profiles: columns("employer_id category"),
};

function columns(names: string): string[] {
  return names.split(" ");
}
