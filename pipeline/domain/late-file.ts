import type { InstituteRequest } from "./request.ts";

/** What a file that came after the extracts holds: payments made since, or requests opened since. */
export const lateFileKinds = ["payments", "requests"] as const;
export type LateFileKind = (typeof lateFileKinds)[number];

/** A request that became known after the extracts: it counts as pending unless it is closed, whatever its days. */
export type LateRequest = Pick<InstituteRequest, "relationshipId" | "quarter" | "category" | "state">;
