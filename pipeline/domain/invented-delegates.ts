import type { DelegateKind } from "./delegation.ts";
import { hostileName, longName } from "./invented-names.ts";
import type { ToldDelegate } from "./told-delegate.ts";

/** Invented delegates for whom texts and settings are tried before anything is made: every form of words, and hard names. */
export const inventedDelegates: readonly [ToldDelegate, ...ToldDelegate[]] = [
  invented("person", "ADA ROSSI", 1),
  invented("person", longName, 200_000),
  invented("intermediary", "Studio Rossi S.r.l.", 2),
  invented("intermediary", hostileName, 11),
  invented("intermediary", "", 1),
];

function invented(kind: DelegateKind, name: string, employers: number): ToldDelegate {
  return { delegateId: "XXXXXX80A01H501X", kind, name, email: "nessuno@posta.example", employers };
}
