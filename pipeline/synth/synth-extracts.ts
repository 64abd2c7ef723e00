import { rm } from "node:fs/promises";
import path from "node:path";
import { type ExtractName, extractNames } from "../domain/extract.ts";
import { writeFileAtomically } from "../support/atomic-file.ts";
import type { Progress } from "../support/progress.ts";
import { extractColumns } from "./extract-columns.ts";
import { type ExtractWriter, openExtractWriter, type WrittenExtract } from "./extract-writer.ts";
import { plainStyle, randomStyle } from "./file-style.ts";
import { delegationInventor } from "./invent-delegations.ts";
import { inventEmployer } from "./invent-employer.ts";
import { mostPeople } from "./invent-fiscal-code.ts";
import { inventProfile } from "./invent-profile.ts";
import { type InventedRelationship, inventRelationship } from "./invent-relationship.ts";
import { inventRequests } from "./invent-requests.ts";
import { type NamePools, namePools } from "./name-pools.ts";
import { type SeededRandom, seededRandom } from "./seeded-random.ts";

export type SynthOptions = {
  employers: number;
  seed: string;
  folder: string;
  /** Percent of rows that are spoiled in some way, in files of any style that is allowed; 0 for plain good files. */
  hostilePercent: number;
};

/** What was written; rows without headers, before any was spoiled. */
export type SynthCounts = Record<ExtractName, number>;

/** Two or more relationships for some: about 1.11 for each employer. */
const shareWithAnother = 0.1;

type Writers = Record<ExtractName, ExtractWriter>;

/** Writes extracts of invented people. The same options give the same bytes; memory stays flat. */
export async function synthExtracts(options: SynthOptions, progress: Progress): Promise<SynthCounts> {
  const random = seededRandom(`videoguida ${options.seed}`);
  const pools = namePools(random);
  const writers = await openWriters(options, random);
  const all = Object.values(writers);
  const task = progress.start("Inventing employers", options.employers, "employers");
  try {
    await inventAll(options, writers, { random, pools, advance: () => task.advance() });
    for (const writer of all) await writer.commit();
    await writeControl(
      options.folder,
      all.map((writer) => writer.written()),
    );
  } catch (error) {
    for (const writer of all) await writer.abort();
    throw error;
  }
  task.finish();
  return Object.fromEntries(extractNames.map((name) => [name, writers[name].rows()])) as SynthCounts;
}

async function inventAll(
  { employers, seed }: SynthOptions,
  writers: Writers,
  { random, pools, advance }: { random: SeededRandom; pools: NamePools; advance: () => void },
): Promise<void> {
  const offset = random.below(mostPeople);
  const addKnowledge = knowledgeWriter(writers, { employers, pools, random: ownRandom(seed, "knowledge") });
  let invented = 0;
  for (let number = 0; number < employers; number += 1) {
    const { employerId, cells } = inventEmployer(number, offset, pools, random);
    writers.employers.add(cells);
    const relationships: InventedRelationship[] = [];
    do {
      const relationship = inventRelationship(invented, employerId, pools, random);
      invented += 1;
      relationships.push(relationship);
      writers.relationships.add(relationship.cells);
      for (const row of relationship.contributions) writers.contributions.add(row);
      for (const row of relationship.suspensions) writers.suspensions.add(row);
    } while (random.chance(shareWithAnother));
    addKnowledge(employerId, number, relationships);
    for (const name of extractNames) if (writers[name].isFull()) await writers[name].flush();
    advance();
  }
}

/** Adds what the institute knows of an employer: requests, delegations, categories. */
function knowledgeWriter(
  writers: Writers,
  { employers, pools, random }: { employers: number; pools: NamePools; random: SeededRandom },
): (employerId: string, number: number, relationships: readonly InventedRelationship[]) => void {
  const inventDelegations = delegationInventor(employers, pools, random);
  let requests = 0;
  const nextNumber = () => {
    requests += 1;
    return requests;
  };
  return (employerId, number, relationships) => {
    for (const row of inventRequests(employerId, relationships, nextNumber, random)) writers.requests.add(row);
    for (const row of inventDelegations(employerId, number)) writers.delegations.add(row);
    for (const row of inventProfile(employerId, random)) writers.profiles.add(row);
  };
}

/** What the sender says of the files, so that a lost row can be noticed. */
async function writeControl(folder: string, files: readonly WrittenExtract[]): Promise<void> {
  const lines = files.map(({ fileName, rows, sha256 }) => `${fileName},${rows},${sha256}`);
  await writeFileAtomically(path.join(folder, "control.csv"), `${["file,rows,sha256", ...lines].join("\n")}\n`);
}

async function openWriters({ folder, hostilePercent, seed }: SynthOptions, random: SeededRandom): Promise<Writers> {
  // The old one would contradict the new files.
  await rm(path.join(folder, "control.csv"), { force: true });
  const open = async (name: ExtractName, randomOfFile: SeededRandom) => {
    const header = extractColumns[name];
    const style = hostilePercent > 0 ? randomStyle(header.length, randomOfFile) : plainStyle(header.length);
    const [file, other] = [`${name}.csv`, `${name}.csv.gz`].map((fileName) => path.join(folder, fileName));
    const [chosen, replaced] = style.isGzipped ? [other, file] : [file, other];
    // Existing extracts are replaced, whether gzipped or not.
    await rm(replaced as string, { force: true });
    const options = { style, random: randomOfFile, hostileShare: hostilePercent / 100 };
    return openExtractWriter(name, chosen as string, header, options);
  };
  return {
    employers: await open("employers", random),
    relationships: await open("relationships", random),
    contributions: await open("contributions", random),
    suspensions: await open("suspensions", random),
    requests: await open("requests", ownRandom(seed, "requests")),
    delegations: await open("delegations", ownRandom(seed, "delegations")),
    profiles: await open("profiles", ownRandom(seed, "profiles")),
  };
}

/** Files that came later draw from numbers of their own: those before them stay as they were for a seed. */
function ownRandom(seed: string, name: string): SeededRandom {
  return seededRandom(`videoguida ${seed} ${name}`);
}
