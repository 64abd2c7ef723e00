import { rename, rm } from "node:fs/promises";
import path from "node:path";
import type { Day } from "../domain/day.ts";
import { type Channel, channels, type Notification } from "../domain/notification.ts";
import { compareManifests, type ManifestChange } from "./manifest-changes.ts";
import { channelFileName, damagedFileOf, damagedManifest, readSeal, supersededFolder } from "./manifest-files.ts";
import type { Manifest, SealedFile } from "./manifest-schema.ts";
import { finishInterruptedChange, sealAndPromote, stagingFolder } from "./manifest-versions.ts";
import { type RecordedManifests, recordedButNotStaged } from "./recorded-manifests.ts";
import { sha256OfFile } from "./sealed-file-writer.ts";
import { stageManifests } from "./stage-manifests.ts";
import { readWithdrawnList, writeWithdrawnList } from "./withdrawn-list.ts";

/** What the manifests of a campaign say about it, beside the notifications. */
export type ManifestFacts = {
  campaign: string;
  asOf: Day;
  availableUntil: Day;
  /** Why an employer is no longer told, for `withdrawn.csv`, asked once all notifications are read; by default `no-longer-selected`. */
  reasonWithdrawn?: (employerId: string) => string | Promise<string>;
  /** What is known of earlier versions beside their folder; goes on from there when the folder is gone. */
  recorded?: RecordedManifests;
};

/** The manifest as it stands now, and whether this call changed anything. */
export type ManifestSummary = Manifest & { isUnchanged: boolean };

/**
 * Writes the manifests of a campaign into `folder`. `notifications` come in batches, employers ascending, each once.
 *
 * The same notifications again change no byte. Other notifications make a new version: the old one is moved whole
 * to `superseded/<version>`, the new `manifest.json` names it, and `withdrawn.csv` lists what must no longer be sent.
 * Where the folder is gone, `facts.recorded` says with which number and with which withdrawals to go on.
 * A notification keeps its id for ever, also when its content changes: a dispatcher that has sent the id
 * must not send it again, one that has not sends what the newest version says.
 *
 * Killed anywhere, the next call ends the same. Throws a `PipelineError` when a sealed file was altered.
 */
export async function writeManifests(
  notifications: AsyncIterable<Notification[]>,
  folder: string,
  facts: ManifestFacts,
): Promise<ManifestSummary> {
  await finishInterruptedChange(folder);
  const current = await readSeal(folder);
  const staged = await stageManifests(notifications, stagingFolder(folder));
  if (current && isSameContent(current.manifest, staged)) {
    await restoreDamagedFiles(folder, staged);
    await refuseDamagedFiles(folder, current.manifest);
    return { ...current.manifest, isUnchanged: true };
  }
  const manifest = current
    ? await manifestOfNextVersion(folder, current, staged, facts)
    : await manifestWithoutPredecessor(folder, staged, facts);
  await sealAndPromote(folder, manifest);
  return { ...manifest, isUnchanged: false };
}

function isSameContent(manifest: Manifest, staged: readonly SealedFile[]): boolean {
  return staged.every((file) =>
    manifest.files.some(({ name, sha256 }) => name === file.name && sha256 === file.sha256),
  );
}

/** Nothing has changed; a file that was lost or altered meanwhile gets its sealed bytes back. Only `withdrawn.csv` has none. */
async function restoreDamagedFiles(folder: string, staged: readonly SealedFile[]): Promise<void> {
  for (const { name, sha256 } of staged) {
    const file = path.join(folder, name);
    if ((await sha256OfFile(file)) !== sha256) await rename(path.join(stagingFolder(folder), name), file);
  }
  await rm(stagingFolder(folder), { recursive: true, force: true });
}

async function manifestOfNextVersion(
  folder: string,
  current: { manifest: Manifest; sha256: string },
  staged: readonly SealedFile[],
  facts: ManifestFacts,
): Promise<Manifest> {
  await refuseDamagedFiles(folder, current.manifest);
  const version = current.manifest.version + 1;
  const staging = stagingFolder(folder);
  const { changes, counts } = compareManifests(folder, staging);
  const reasonFor = withdrawalReasons(facts);
  const withdrawn = await writeWithdrawnList(readWithdrawnList(folder), changes, {
    folder: staging,
    version,
    reasonFor,
  });
  return manifestOf(withdrawn ? [...staged, withdrawn] : staged, facts, {
    version,
    supersedes: {
      version: current.manifest.version,
      manifest_sha256: current.sha256,
      folder: supersededFolder(current.manifest.version),
      changes: counts,
    },
  });
}

/**
 * The first version, or the one that goes on where the record ends when the folder was moved away. The record then says
 * what must no longer be sent, as `withdrawn.csv` would have.
 */
async function manifestWithoutPredecessor(
  folder: string,
  staged: readonly SealedFile[],
  facts: ManifestFacts,
): Promise<Manifest> {
  const { version: lastVersion, notifications } = facts.recorded ?? { version: 0, notifications: () => nothing() };
  const version = lastVersion + 1;
  const staging = stagingFolder(folder);
  const reasonFor = withdrawalReasons(facts);
  const rows = recordedButNotStaged(notifications(), staging, { version, reasonFor });
  const withdrawn = await writeWithdrawnList(rows, nothing(), { folder: staging, version, reasonFor });
  return manifestOf(withdrawn ? [...staged, withdrawn] : staged, facts, { version, supersedes: null });
}

async function* nothing(): AsyncGenerator<never> {}

/** Changes are counted against what was sealed, not against what somebody made of it. */
async function refuseDamagedFiles(folder: string, manifest: Manifest): Promise<void> {
  const damaged = await damagedFileOf(folder, manifest);
  if (damaged !== null) throw damagedManifest(damaged);
}

/**
 * Whoever is told is told on MyINPS, and that channel comes first: when its notification is withdrawn
 * the employer is not told any more, otherwise only the channel is no longer open.
 */
function withdrawalReasons(
  facts: ManifestFacts,
): (change: Pick<ManifestChange, "channel" | "employerId">) => Promise<string> {
  let latest = { employerId: "", reason: "" };
  return async ({ channel, employerId }) => {
    if (channel === "myinps") {
      latest = { employerId, reason: (await facts.reasonWithdrawn?.(employerId)) ?? "no-longer-selected" };
    }
    return latest.employerId === employerId ? latest.reason : "channel-closed";
  };
}

function manifestOf(
  files: readonly SealedFile[],
  facts: ManifestFacts,
  place: Pick<Manifest, "version" | "supersedes">,
): Manifest {
  const rowsOf = (channel: Channel) => files.find(({ name }) => name === channelFileName(channel))?.rows ?? 0;
  const byChannel = Object.fromEntries(channels.map((channel) => [channel, rowsOf(channel)])) as Record<
    Channel,
    number
  >;
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
    },
    supersedes: place.supersedes,
  };
}
