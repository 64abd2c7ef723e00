import { toldStateOf } from "../../ledger/bulk/notifications.ts";
import { plansWithGuideOf, removeUnusedScenes } from "../../ledger/bulk/plan-leftovers.ts";
import { isInLedger, removeEmployer } from "../../ledger/bulk/remove-employer.ts";
import { overwriteDeleted } from "../../ledger/bulk/sqlite.ts";
import { inTransaction } from "../../ledger/bulk/transaction.ts";
import type { Ledger } from "../../ledger/open-ledger.ts";
import { type Forgetting, forgottenIn, saveFilesToDelete, saveForgotten } from "../../ledger/queries/forgotten.ts";
import { campaignsOfLedger, lowerLimit, snapshotsOf } from "../../ledger/queries/plans.ts";
import { nameSnapshotWithout } from "../../ledger/queries/snapshots.ts";
import { allStageResults, saveStageResult } from "../../ledger/queries/stage-results.ts";
import { nameOfPeople, type PersonHash } from "./forgotten-people.ts";

/** Path of a rendered scene in the output folder. */
type FileOfScene = (sceneKey: string) => string;

/**
 * Removes a person from the ledger, notes under a keyed hash that they were removed, and which files have still to go: all of
 * it or nothing. The bytes are overwritten. Does nothing when no table names them.
 */
export async function forgetInLedger(
  ledger: Ledger,
  { employerId, forgottenOn }: Forgetting,
  { hash, fileOfScene }: { hash: PersonHash; fileOfScene: FileOfScene },
): Promise<void> {
  const { writer } = ledger;
  await inTransaction(ledger, async () => {
    if (!isInLedger(writer, employerId)) return;
    const plans = plansWithGuideOf(writer, employerId);
    for (const campaign of await campaignsOfLedger(ledger)) {
      const told = toldStateOf(ledger, campaign, employerId);
      await saveForgotten(ledger, campaign, {
        person: hash.of(employerId),
        forgottenOn,
        keyName: hash.keyName,
        ...told,
      });
    }
    removeEmployer(writer, employerId);
    const sceneKeys = plans.flatMap(({ plan }) => removeUnusedScenes(writer, plan));
    await saveFilesToDelete(ledger, sceneKeys.map(fileOfScene));
    for (const { plan, place } of plans) await lowerLimit(ledger, plan, place);
    await removeFromStageResults(ledger, employerId);
    for (const { snapshot, campaign } of await snapshotsOf(ledger))
      await nameSnapshotWithout(ledger, snapshot, nameOfPeople(await forgottenIn(ledger, campaign)));
  });
  overwriteDeleted(writer);
}

/** Lists of failures and of names that cannot be set name employers. */
async function removeFromStageResults(ledger: Ledger, employerId: string): Promise<void> {
  for (const { plan, result, ...stage } of await allStageResults(ledger))
    if (result.includes(employerId))
      await saveStageResult(ledger, plan, {
        ...stage,
        result: JSON.stringify(without(JSON.parse(result), employerId)),
      });
}

/** A JSON value without the members of lists that are a code, or name it. */
function without(value: unknown, code: string): unknown {
  if (Array.isArray(value))
    return value.filter((member) => member !== code && !namesCode(member, code)).map((member) => without(member, code));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, without(member, code)]));
}

function namesCode(value: unknown, code: string): boolean {
  return value !== null && typeof value === "object" && Object.values(value).includes(code);
}
