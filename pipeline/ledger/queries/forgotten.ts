import type { Day } from "../../domain/day.ts";
import type { Ledger } from "../open-ledger.ts";

/** Somebody who was removed from a campaign. */
export type Forgotten = {
  /** Keyed hash; equal in all campaigns. */
  person: string;
  forgottenOn: Day;
  /** A notification told them of a guide. */
  wasTold: boolean;
  /** The first day by which they were told, null when they were not or an earlier version told them. */
  toldAsOf: Day | null;
  /** Names the key of the hash: with another key nobody is recognised. */
  keyName: string;
};

/** Who was removed from a campaign, in the order of their hashes. */
export async function forgottenIn({ knex }: Ledger, campaign: string): Promise<Forgotten[]> {
  const columns = {
    ...{ person: "person", forgottenOn: "forgotten_on", wasTold: "was_told" },
    ...{ toldAsOf: "told_as_of", keyName: "key_name" },
  };
  const rows: (Omit<Forgotten, "wasTold"> & { wasTold: number })[] = await knex("forgotten")
    .where({ campaign })
    .orderBy("person")
    .select(columns);
  return rows.map((row) => ({ ...row, wasTold: row.wasTold === 1 }));
}

/** How many of those who were removed from a campaign stood in its manifests. */
export async function countForgottenTold(ledger: Ledger, campaign: string): Promise<number> {
  return (await forgottenIn(ledger, campaign)).filter(({ wasTold }) => wasTold).length;
}

/** Keeps that somebody was removed from a campaign; what was kept before stands. */
export async function saveForgotten({ knex }: Ledger, campaign: string, forgotten: Forgotten): Promise<void> {
  const { person, forgottenOn, wasTold, toldAsOf, keyName } = forgotten;
  await knex("forgotten")
    .insert({
      ...{ campaign, person, forgotten_on: forgottenOn, told_as_of: toldAsOf },
      ...{ was_told: wasTold ? 1 : 0, key_name: keyName },
    })
    .onConflict(["campaign", "person"])
    .ignore();
}

/** When somebody was removed, from whatever campaign, or null. */
export async function forgottenOnOf({ knex }: Ledger, person: string): Promise<Day | null> {
  const [day]: Day[] = await knex("forgotten").where({ person }).orderBy("forgotten_on", "desc").pluck("forgotten_on");
  return day ?? null;
}

/** A removal that was begun and has not ended. */
export type Forgetting = { employerId: string; forgottenOn: Day };

export async function forgettingUnderWay({ knex }: Ledger): Promise<Forgetting[]> {
  return knex("forgetting").select({ employerId: "employer_id", forgottenOn: "forgotten_on" }).orderBy("employer_id");
}

/** Notes that a removal begins; one that was begun before goes on with its day. */
export async function beginForgetting({ knex }: Ledger, { employerId, forgottenOn }: Forgetting): Promise<void> {
  await knex("forgetting")
    .insert({ employer_id: employerId, forgotten_on: forgottenOn })
    .onConflict("employer_id")
    .ignore();
}

export async function endForgetting({ knex }: Ledger, employerId: string): Promise<void> {
  await knex("forgetting").where({ employer_id: employerId }).delete();
}

/** Notes files that have to go, by their path in the output folder. */
export async function saveFilesToDelete({ knex }: Ledger, files: readonly string[]): Promise<void> {
  for (const file of files) await knex("files_to_delete").insert({ file }).onConflict("file").ignore();
}

export async function filesToDelete({ knex }: Ledger): Promise<string[]> {
  return knex("files_to_delete").orderBy("file").pluck("file");
}

export async function forgetFilesToDelete({ knex }: Ledger): Promise<void> {
  await knex("files_to_delete").delete();
}
