import { overwritingDeleted } from "../bulk/sqlite.ts";
import type { Ledger } from "../open-ledger.ts";

const tokenKeyName = "guide-token";

/** The key of the guide tokens that an earlier version kept in the ledger, or null. */
export async function keptTokenKey({ knex }: Ledger): Promise<Buffer | null> {
  const found: { value: Buffer } | undefined = await knex("secrets").where({ name: tokenKeyName }).first("value");
  return found?.value ?? null;
}

/** Removes that key; its bytes are overwritten, not only forgotten. */
export async function forgetTokenKey({ knex, writer }: Ledger): Promise<void> {
  await overwritingDeleted(writer, () => knex("secrets").where({ name: tokenKeyName }).delete());
}
