import { randomBytes } from "node:crypto";
import type { Ledger } from "./open-ledger.ts";

const keyBytes = 32;

/**
 * The key that guide tokens are made with: made once, kept with the ledger, so that a guide keeps its address.
 * Whoever loses the ledger loses the addresses; whoever gets it can make them.
 */
export async function guideTokenKey({ knex }: Ledger): Promise<Uint8Array> {
  // Two commands at once: the first to write wins, both read what it wrote.
  await knex("secrets")
    .insert({ name: "guide-token", value: randomBytes(keyBytes) })
    .onConflict("name")
    .ignore();
  const secret = await knex("secrets").where({ name: "guide-token" }).first<{ value: Buffer }>("value");
  return new Uint8Array(secret.value);
}
