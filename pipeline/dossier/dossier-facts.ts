import type { QuarterEvidence, RelationshipEvidence } from "../decide/explain-employer.ts";
import type { ToldQuarter } from "../domain/correction.ts";
import type { Day } from "../domain/day.ts";
import type { MissingQuarters } from "../domain/decision.ts";
import type { Delegation } from "../domain/delegation.ts";
import type { Channel } from "../domain/notification.ts";
import type { EmployerPosition } from "../domain/position.ts";
import type { SuppressionReason } from "../domain/suppressed.ts";
import type { DecisionLine } from "../ledger/bulk/decisions.ts";
import type { DelegateState } from "../ledger/bulk/delegate-notifications.ts";
import type { LateRowsOfOne } from "../ledger/bulk/late-rows-of.ts";
import type { NotificationState } from "../ledger/bulk/notifications.ts";
import type { ReceiptRecord } from "../ledger/bulk/receipts.ts";
import type { RejectionAbout } from "../ledger/bulk/rejections.ts";

/** A quarter of a relationship, and whether a pending request is about it. */
export type DossierQuarter = QuarterEvidence & { isInReview: boolean };

export type DossierRelationship = Omit<RelationshipEvidence, "quarters"> & { quarters: DossierQuarter[] };

/** What a scene of the guide shows: the words it says, and under which key its pictures are kept, null before that. */
export type DossierScene = { says: string; sceneKey: string | null; frames: number };

/** The guide of a campaign. */
export type DossierGuide = {
  videoId: string | null;
  /** Why it could not be planned, or null. */
  failure: string | null;
  isAppointmentOffered: boolean;
  /** The first ones. */
  scenes: DossierScene[];
};

/** Everything known and done about one employer in one campaign. */
export type CampaignFacts = {
  campaign: string;
  asOf: Day;
  /** Last day on which the guide can be watched. */
  availableUntil: Day;
  /** Which set of extracts it was made from; equal for campaigns that were made from the same. */
  snapshot: number;
  /** Null when no row about the employer was accepted. */
  position: EmployerPosition | null;
  /** Also those that have ended or have not begun. */
  delegations: Delegation[];
  relationships: DossierRelationship[];
  rejections: RejectionAbout[];
  decision: DecisionLine | null;
  /** What the decision found missing, and what of it is in review. */
  missing: MissingQuarters;
  suppressed: SuppressionReason | null;
  /** Null unless selected. */
  guide: DossierGuide | null;
  /** Of which quarters they were told, in any version of the manifests. */
  told: ToldQuarter[];
  /** Whether the guide was opened; null where no events are kept. Nothing else of what somebody watched is known here. */
  isOpened: boolean | null;
  notifications: NotificationState[];
  /** What became of telling those who could act for the employer then. */
  delegates: DelegateState[];
  corrections: { channel: Channel; manifestVersion: number; notificationId: string }[];
  receipts: ReceiptRecord[];
  late: LateRowsOfOne;
};

/** Everything known and done about one employer. */
export type DossierFacts = {
  employerId: string;
  /** Newest first, at least one: those whose extracts name them. */
  campaigns: CampaignFacts[];
  /** Campaigns of which only counts are left, newest first: nobody knows whether the employer was in them. */
  purged: string[];
};
