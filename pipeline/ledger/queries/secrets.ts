import type { Ledger } from "../open-ledger.ts";

const tokenKeyName = "guide-token";

/** The key of the guide tokens that an earlier version kept in the ledger, or null. */
export function keptTokenKey({ writer }: Ledger): Buffer | null {
  const found = writer.prepare("select value from secrets where name = ?").pluck().get(tokenKeyName);
  return (found as Buffer | undefined) ?? null;
}

/** Removes that key; its bytes are overwritten, not only forgotten. */
export function forgetTokenKey({ writer }: Ledger): void {
  writer.pragma("secure_delete = on");
  writer.prepare("delete from secrets where name = ?").run(tokenKeyName);
  writer.pragma("wal_checkpoint(truncate)");
  writer.pragma("secure_delete = off");
}
