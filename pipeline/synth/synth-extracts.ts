import { rm } from "node:fs/promises";
import path from "node:path";
import type { ExtractName } from "../domain/extract.ts";
import { writeFileAtomically } from "../support/atomic-file.ts";
import type { Progress } from "../support/progress.ts";
import { type ExtractWriter, openExtractWriter, type WrittenExtract } from "./extract-writer.ts";
import { plainStyle, randomStyle } from "./file-style.ts";
import { inventEmployer } from "./invent-employer.ts";
import { mostPeople } from "./invent-fiscal-code.ts";
import { inventRelationship } from "./invent-relationship.ts";
import { type NamePools, namePools } from "./name-pools.ts";
import { type SeededRandom, seededRandom } from "./seeded-random.ts";

export type SynthOptions = {
  employers: number;
  seed: string;
  folder: string;
  /** Percent of rows that are spoiled in some way, in files of any style that is allowed; 0 for plain good files. */
  hostilePercent: number;
};

const writtenNames = ["employers", "relationships", "contributions", "suspensions"] as const satisfies ExtractName[];
type WrittenName = (typeof writtenNames)[number];

/** What was written; rows without headers, before any was spoiled. */
export type SynthCounts = Record<WrittenName, number>;

const headers: Record<WrittenName, string[]> = {
  employers:
    "employer_id first_name birth_date mobile mobile_consent email email_consent io_enabled inps_mobile_enabled".split(
      " ",
    ),
  relationships: "relationship_id employer_id worker_first_name started_on ended_on".split(" "),
  contributions: "relationship_id quarter amount_due amount_paid paid_on notice_number".split(" "),
  suspensions: "relationship_id quarter".split(" "),
};

/** Two or more relationships for some: about 1.11 for each employer. */
const shareWithAnother = 0.1;

type Writers = Record<WrittenName, ExtractWriter>;

/** Writes extracts of invented people. The same options give the same bytes; memory stays flat. */
export async function synthExtracts(options: SynthOptions, progress: Progress): Promise<SynthCounts> {
  const random = seededRandom(`videoguida ${options.seed}`);
  const pools = namePools(random);
  const writers = await openWriters(options, random);
  const task = progress.start("Inventing employers", options.employers, "employers");
  try {
    await inventAll(options.employers, writers, { random, pools, advance: () => task.advance() });
    for (const name of writtenNames) await writers[name].commit();
    await writeControl(
      options.folder,
      writtenNames.map((name) => writers[name].written()),
    );
  } catch (error) {
    for (const name of writtenNames) await writers[name].abort();
    throw error;
  }
  task.finish();
  return Object.fromEntries(writtenNames.map((name) => [name, writers[name].rows()])) as SynthCounts;
}

async function inventAll(
  employers: number,
  writers: Writers,
  { random, pools, advance }: { random: SeededRandom; pools: NamePools; advance: () => void },
): Promise<void> {
  const offset = random.below(mostPeople);
  let relationships = 0;
  for (let number = 0; number < employers; number += 1) {
    const { employerId, cells } = inventEmployer(number, offset, pools, random);
    writers.employers.add(cells);
    do {
      const relationship = inventRelationship(relationships, employerId, pools, random);
      relationships += 1;
      writers.relationships.add(relationship.cells);
      for (const row of relationship.contributions) writers.contributions.add(row);
      for (const row of relationship.suspensions) writers.suspensions.add(row);
    } while (random.chance(shareWithAnother));
    for (const name of writtenNames) if (writers[name].isFull()) await writers[name].flush();
    advance();
  }
}

/** What the sender says of the files, so that a lost row can be noticed. */
async function writeControl(folder: string, files: readonly WrittenExtract[]): Promise<void> {
  const lines = files.map(({ fileName, rows, sha256 }) => `${fileName},${rows},${sha256}`);
  await writeFileAtomically(path.join(folder, "control.csv"), `${["file,rows,sha256", ...lines].join("\n")}\n`);
}

async function openWriters({ folder, hostilePercent }: SynthOptions, random: SeededRandom): Promise<Writers> {
  // The old one would contradict the new files.
  await rm(path.join(folder, "control.csv"), { force: true });
  const open = async (name: WrittenName) => {
    const header = headers[name];
    const style = hostilePercent > 0 ? randomStyle(header.length, random) : plainStyle(header.length);
    const [file, other] = [`${name}.csv`, `${name}.csv.gz`].map((fileName) => path.join(folder, fileName));
    const [chosen, replaced] = style.isGzipped ? [other, file] : [file, other];
    // Existing extracts are replaced, whether gzipped or not.
    await rm(replaced as string, { force: true });
    return openExtractWriter(name, chosen as string, header, { style, random, hostileShare: hostilePercent / 100 });
  };
  return {
    employers: await open("employers"),
    relationships: await open("relationships"),
    contributions: await open("contributions"),
    suspensions: await open("suspensions"),
  };
}
