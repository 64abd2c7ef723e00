import type { Day } from "./day.ts";

export const delegateKinds = ["person", "intermediary"] as const;
export type DelegateKind = (typeof delegateKinds)[number];

/** Somebody who may act for an employer, and when; what they did and are told is not the employer's. */
export type Delegation = {
  delegateId: string;
  /** Where it stands in the file, header = 1. */
  line: number;
  kind: DelegateKind;
  /** As in the registry; may be empty. */
  name: string;
  activeFrom: Day;
  /** Null: active. */
  activeTo: Day | null;
  /** Only when it is valid. */
  email: string | null;
  hasEmailConsent: boolean;
};

/** Whether a delegation is active on a day, the first and the last day included (contract, section 8, rule 4). */
export function isActiveOn({ activeFrom, activeTo }: Pick<Delegation, "activeFrom" | "activeTo">, day: Day): boolean {
  return activeFrom <= day && (activeTo === null || activeTo >= day);
}
