import type { DelegateKind } from "./delegation.ts";

/** Somebody who may act for employers who are told of a guide, and may be told so themselves. */
export type ToldDelegate = {
  delegateId: string;
  kind: DelegateKind;
  /** As in the registry; may be empty. */
  name: string;
  /** Valid, and agreed to. */
  email: string;
  /** How many of their employers are told of a guide. */
  employers: number;
};
