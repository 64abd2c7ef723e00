import type { Day } from "../../domain/day.ts";
import { type Delegation, isActiveOn } from "../../domain/delegation.ts";
import { batchesOf } from "../../support/batches.ts";
import type { Ledger } from "../open-ledger.ts";
import { type Connection, prepared } from "./sqlite.ts";

/** What a delegate is told, as the newest manifest has it. */
export type DelegateRecord = {
  /** Stable for (campaign, delegate). */
  notificationId: string;
  delegateId: string;
  contentSha256: string;
};

/** What became of it: it stands in the newest manifest, or was taken out again, and since which version. */
export type DelegateState = DelegateRecord & { state: "written" | "withdrawn"; manifestVersion: number };

const recordsAtOnce = 1_000;

/**
 * Writes down what a version tells delegates; who is not among them is told no more by that version. Inside a transaction
 * of the caller.
 */
export async function saveDelegates(
  writer: Connection,
  { campaign, version }: { campaign: string; version: number },
  delegates: AsyncIterable<DelegateRecord> | Iterable<DelegateRecord>,
): Promise<void> {
  writer.exec("create temp table standing_delegates (delegate_id text primary key) without rowid");
  const upsert = writer.prepare(
    `insert into delegate_notifications (campaign, delegate_id, notification_id, content_sha256, state, manifest_version)
     values (:campaign, :delegateId, :notificationId, :contentSha256, 'written', :version)
     on conflict (campaign, delegate_id) do update
       set content_sha256 = excluded.content_sha256, state = 'written', manifest_version = excluded.manifest_version
       where state <> 'written' or content_sha256 <> excluded.content_sha256`,
  );
  const mark = writer.prepare("insert into temp.standing_delegates (delegate_id) values (?)");
  for await (const batch of batchesOf(delegates, recordsAtOnce)) {
    for (const record of batch) {
      upsert.run({ campaign, version, ...record });
      mark.run(record.delegateId);
    }
  }
  writer
    .prepare(
      `update delegate_notifications set state = 'withdrawn', manifest_version = ?
       where campaign = ? and state = 'written' and delegate_id not in (select delegate_id from temp.standing_delegates)`,
    )
    .run(version, campaign);
  writer.exec("drop table temp.standing_delegates");
}

const columns = `delegate_id as "delegateId", notification_id as "notificationId", content_sha256 as "contentSha256",
  state, manifest_version as "manifestVersion"`;

/** What became of every notification of a delegate that was ever written down, by delegate_id. */
export function recordedDelegates({ reader }: Ledger, campaign: string): IterableIterator<DelegateState> {
  return reader
    .prepare<[string], DelegateState>(
      `select ${columns} from delegate_notifications where campaign = ? order by delegate_id`,
    )
    .iterate(campaign);
}

/** What the newest manifest tells delegates, by delegate_id. */
export function* standingDelegates(ledger: Ledger, campaign: string): Generator<DelegateState> {
  for (const record of recordedDelegates(ledger, campaign)) if (record.state === "written") yield record;
}

/** What became of the notification of one delegate, or null when they were never told. */
export function recordedDelegate({ reader }: Ledger, campaign: string, delegateId: string): DelegateState | null {
  const found = prepared<[string, string], DelegateState>(
    reader,
    `select ${columns} from delegate_notifications where campaign = ? and delegate_id = ?`,
  ).get(campaign, delegateId);
  return found ?? null;
}

/**
 * What became of telling the delegates of one employer, each delegate once: by what the newest extracts of the campaign
 * say, those who could act for the employer on its day, as far as the employer was told. Which employers a message counted
 * is not kept. Once the employer is told no more, the message stands for others at most.
 */
export function delegatesToldOf(
  ledger: Ledger,
  { campaign, asOf }: { campaign: string; asOf: Day },
  { delegations, notifications }: { delegations: readonly ActingFor[]; notifications: readonly Told[] },
): DelegateState[] {
  if (notifications.length === 0) return [];
  const active = delegations.filter((delegation) => isActiveOn(delegation, asOf));
  const delegateIds = [...new Set(active.map(({ delegateId }) => delegateId))];
  const told = delegateIds.flatMap((delegateId) => recordedDelegate(ledger, campaign, delegateId) ?? []);
  if (notifications.some(({ state }) => state === "written")) return told;
  const manifestVersion = Math.max(...notifications.map((of) => of.manifestVersion));
  return told.map((delegate) => ({ ...delegate, state: "withdrawn", manifestVersion }));
}

type ActingFor = Pick<Delegation, "delegateId" | "activeFrom" | "activeTo">;

/** A notification of the employer. */
type Told = Pick<DelegateState, "state" | "manifestVersion">;
