import type { RelationshipEvidence } from "../../decide/explain-employer.ts";
import type { DelegationEvidence, RequestEvidence } from "../../decide/explain-requests.ts";
import type { Channel } from "../../domain/notification.ts";
import type { EmployerPosition } from "../../domain/position.ts";
import type { ProfileCategory } from "../../domain/profile-category.ts";
import type { SuppressionReason } from "../../domain/suppressed.ts";
import type { VideoRecord } from "../../domain/video.ts";
import type { DecisionLine } from "../../ledger/bulk/decisions.ts";
import type { DelegateState } from "../../ledger/bulk/delegate-notifications.ts";
import type { NotificationState } from "../../ledger/bulk/notifications.ts";
import type { ReceiptRecord } from "../../ledger/bulk/receipts.ts";
import type { RejectionAbout } from "../../ledger/bulk/rejections.ts";
import type { ChannelState, ContactState } from "./contacts-and-channels.ts";

/** A correction, and the manifest that first had it. */
export type CorrectionState = { channel: Channel; notificationId: string; corrects: string; manifestVersion: number };

/** What a delegate of the employer was told in the campaign. */
export type ToldDelegate = Pick<DelegateState, "delegateId" | "notificationId" | "state" | "manifestVersion">;

/** The evidence, from the rows of the extracts to what was sent. */
export type Inspection = {
  campaign: string;
  asOf: string;
  audience: string;
  employerId: string;
  /** Null when no row about this employer was accepted. */
  employer: Pick<EmployerPosition, "line" | "firstName" | "birthDate"> | null;
  /** Null when no row about this employer was accepted. */
  contacts: ContactState | null;
  /** Null when the campaign was not decided yet, or there is no accepted row. */
  decision: DecisionLine | null;
  /** Why the employer is no longer told since late payments or requests were read; null when he is. */
  suppressed: SuppressionReason | null;
  rejections: RejectionAbout[];
  relationships: RelationshipEvidence[];
  requests: RequestEvidence[];
  delegations: DelegationEvidence[];
  categories: ProfileCategory[];
  /** Kinds of the guide's scenes; empty unless selected. */
  scenes: string[];
  videoId: string | null;
  videos: VideoRecord[];
  /** Where the employer is told and why not elsewhere; empty when no row about them was accepted. */
  channels: ChannelState[];
  notifications: NotificationState[];
  /** Who could act for the employer on the campaign's day and was told, each once; see `delegatesToldOf`. */
  delegates: ToldDelegate[];
  /** What takes notifications back, by channel. */
  corrections: CorrectionState[];
  /** What dispatchers reported, oldest first. */
  receipts: ReceiptRecord[];
};
