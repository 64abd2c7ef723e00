import { rm } from "node:fs/promises";
import type { Day } from "../../domain/day.ts";
import {
  type Channel,
  channels,
  type DelegateNotification,
  delegateChannel,
  type ManifestChannel,
  type Notification,
} from "../../domain/notification.ts";
import { type ReasonWithdrawn, writeChangeLists } from "./change-lists.ts";
import type { CorrectionLine } from "./correction-lines.ts";
import { type ChangeTally, compareManifests } from "./manifest-changes.ts";
import {
  changesFileName,
  channelFileName,
  readManifest,
  supersededFolder,
  withdrawnFileName,
} from "./manifest-files.ts";
import type { ChangeCounts, Manifest, ManifestFile } from "./manifest-schema.ts";
import { finishInterruptedChange, publishStaged, stagingFolder } from "./manifest-versions.ts";
import { compareWithRecorded, type RecordedManifests, recordedAsWithdrawn } from "./recorded-manifests.ts";
import { assertFilesUndamaged, restoreDamagedFiles } from "./restore-files.ts";
import { stageManifests } from "./stage-manifests.ts";
import { readWithdrawnList } from "./withdrawn-list.ts";

/** What the manifests of a campaign say about it, beside the notifications. */
export type ManifestFacts = {
  campaign: string;
  asOf: Day;
  availableUntil: Day;
  /**
   * Why an employer is no longer told, for `withdrawn.csv`, asked once all notifications are read; by default
   * `no-longer-selected`.
   */
  reasonWithdrawn?: (employerId: string) => string | Promise<string>;
  /** Who may act for those who are told, by delegate_id, read after the last notification; null by default. */
  delegates?: AsyncIterable<DelegateNotification> | null;
  /** Why a delegate is no longer told; asked like `reasonWithdrawn`, by default `no-guide-left`. */
  reasonDelegateWithdrawn?: (delegateId: string) => string;
  /** All corrections of the campaign, also those that earlier versions had, in the order of a manifest; by default none. */
  corrections?: AsyncIterable<CorrectionLine>;
  /** How many people were removed from the manifests of the campaign; by default nobody. */
  forgotten?: number;
  /** What is known of earlier versions beside their folder; goes on from there when the folder is gone. */
  recorded?: RecordedManifests;
  /** Asked before a version that changes something takes its place. When it throws, nothing has changed. */
  approve?: (changes: ProposedChanges) => void | Promise<void>;
};

/** What a version would change, in notifications. */
export type ProposedChanges = ChangeTally & {
  /** What stands now: withdrawn, changed and unchanged together. */
  standing: number;
};

/** The manifest as it stands now, whether this call changed anything, and what. */
export type ManifestSummary = Manifest & { isUnchanged: boolean; changes: ChangeCounts };

/**
 * Writes the manifests of a campaign into `folder`. `notifications` come in batches, employers ascending, each once.
 *
 * The same notifications again change no byte. Other notifications make a new version: the old one is moved whole to
 * `superseded/<version>`, the new `manifest.json` names it, `changes.csv` lists what is different, and `withdrawn.csv`
 * what must no longer be sent. Where the folder is gone, `facts.recorded` says with which number and with which
 * withdrawals to go on. A notification keeps its id for ever, also when its content changes: a dispatcher that has sent
 * the id must not send it again, one that has not sends what the newest version says.
 *
 * After a kill at any point the next call ends the same. Throws a `PipelineError` when a finished file was altered.
 */
export async function writeManifests(
  notifications: AsyncIterable<Notification[]>,
  folder: string,
  facts: ManifestFacts,
): Promise<ManifestSummary> {
  await finishInterruptedChange(folder);
  const current = await readManifest(folder);
  const { corrections = nothing(), delegates = null } = facts;
  const staged = await stageManifests({ notifications, delegates, corrections }, stagingFolder(folder));
  if (current && isSameContent(current.manifest, staged)) {
    await restoreDamagedFiles(folder, current.manifest, staged);
    await assertFilesUndamaged(folder, current.manifest);
    return { ...current.manifest, isUnchanged: true, changes: noChange(current.manifest) };
  }
  const { manifest, changes } = await prepareVersion(folder, current, staged, facts);
  await publishStaged(folder, manifest);
  return { ...manifest, isUnchanged: false, changes };
}

type Prepared = { manifest: Manifest; changes: ChangeCounts };
type Current = { manifest: Manifest; sha256: string };

/** Everything of the next version but its manifest.json. When it fails or is not approved, nothing of it stays. */
async function prepareVersion(
  folder: string,
  current: Current | null,
  staged: readonly ManifestFile[],
  facts: ManifestFacts,
): Promise<Prepared> {
  try {
    const { tally, manifest } = current
      ? await manifestOfNextVersion(folder, current, staged, facts)
      : await manifestWithoutPredecessor(folder, staged, facts);
    await facts.approve?.({ ...tally, standing: tally.withdrawn + tally.changed + tally.unchanged });
    return { manifest, changes: countsOf(tally) };
  } catch (error) {
    await rm(stagingFolder(folder), { recursive: true, force: true });
    throw error;
  }
}

function noChange({ totals }: Manifest): ChangeCounts {
  return { added: 0, withdrawn: 0, changed: 0, unchanged: totals.notifications };
}

function countsOf({ added, withdrawn, changed, unchanged }: ChangeCounts): ChangeCounts {
  return { added, withdrawn, changed, unchanged };
}

/** The same files with the same bytes, but for the lists of what a version changes. */
function isSameContent({ files }: Manifest, staged: readonly ManifestFile[]): boolean {
  const standing = files.filter(({ name }) => name !== changesFileName && name !== withdrawnFileName);
  const isThere = (file: ManifestFile) =>
    standing.some(({ name, sha256 }) => name === file.name && sha256 === file.sha256);
  return standing.length === staged.length && staged.every(isThere);
}

async function manifestOfNextVersion(
  folder: string,
  current: Current,
  staged: readonly ManifestFile[],
  facts: ManifestFacts,
): Promise<{ manifest: Manifest; tally: ChangeTally }> {
  await assertFilesUndamaged(folder, current.manifest);
  const { version: replaced } = current.manifest;
  const version = replaced + 1;
  const staging = stagingFolder(folder);
  const { changes, tally } = compareManifests(folder, staging);
  const lists = await writeChangeLists(
    { previous: readWithdrawnList(folder), changes },
    { folder: staging, version, reasonFor: withdrawalReasons(facts) },
  );
  const supersedes = {
    version: replaced,
    manifest_sha256: current.sha256,
    folder: supersededFolder(replaced),
    changes: countsOf(tally),
  };
  return { manifest: manifestOf([...staged, ...lists], facts, { version, supersedes }), tally };
}

/**
 * The first version, or the next one after the folder was moved away: what is different and what must no longer be sent
 * then comes from `facts.recorded` instead of the files.
 */
async function manifestWithoutPredecessor(
  folder: string,
  staged: readonly ManifestFile[],
  facts: ManifestFacts,
): Promise<{ manifest: Manifest; tally: ChangeTally }> {
  const recorded = facts.recorded ?? { version: 0, notifications: () => nothing() };
  const version = recorded.version + 1;
  const staging = stagingFolder(folder);
  const { changes, tally } = compareWithRecorded(recorded, staging);
  const lists = await writeChangeLists(
    { previous: recordedAsWithdrawn(recorded), changes },
    { folder: staging, version, reasonFor: withdrawalReasons(facts) },
  );
  return { manifest: manifestOf([...staged, ...lists], facts, { version, supersedes: null }), tally };
}

async function* nothing(): AsyncGenerator<never> {}

/**
 * Every notified employer is notified on MyINPS, and that channel comes first: when its notification is withdrawn the
 * employer is no longer notified, otherwise only the channel was closed.
 */
function withdrawalReasons(facts: ManifestFacts): ReasonWithdrawn {
  let latest = { employerId: "", reason: "" };
  return async ({ channel, recipientId: employerId }) => {
    if (channel === delegateChannel) return facts.reasonDelegateWithdrawn?.(employerId) ?? "no-guide-left";
    if (channel === "myinps") {
      latest = { employerId, reason: (await facts.reasonWithdrawn?.(employerId)) ?? "no-longer-selected" };
    }
    return latest.employerId === employerId ? latest.reason : "channel-closed";
  };
}

function manifestOf(
  files: readonly ManifestFile[],
  facts: ManifestFacts,
  place: Pick<Manifest, "version" | "supersedes">,
): Manifest {
  const rowsOf = (channel: ManifestChannel) => files.find(({ name }) => name === channelFileName(channel))?.rows;
  const byEmployer = Object.fromEntries(channels.map((channel) => [channel, rowsOf(channel) ?? 0])) as Record<
    Channel,
    number
  >;
  const delegates = rowsOf(delegateChannel);
  const byChannel = { ...byEmployer, ...(delegates === undefined ? {} : { [delegateChannel]: delegates }) };
  return {
    schema_version: 1,
    campaign: facts.campaign,
    as_of: facts.asOf,
    available_until: facts.availableUntil,
    version: place.version,
    files: [...files],
    totals: {
      employers: byChannel.myinps,
      notifications: Object.values(byChannel).reduce((sum, rows) => sum + rows, 0),
      by_channel: byChannel,
      ...(facts.forgotten ? { forgotten: facts.forgotten } : {}),
    },
    supersedes: place.supersedes,
  };
}
