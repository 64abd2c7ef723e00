import path from "node:path";
import type { ExtractName } from "../domain/extract.ts";
import { type AtomicFile, openAtomicFile } from "../support/atomic-file.ts";
import type { Progress } from "../support/progress.ts";
import { inventEmployer } from "./invent-employer.ts";
import { mostPeople } from "./invent-fiscal-code.ts";
import { inventRelationship } from "./invent-relationship.ts";
import { namePools } from "./name-pools.ts";
import { seededRandom } from "./seeded-random.ts";

export type SynthOptions = { employers: number; seed: string; folder: string };

/** What was written; rows without headers. */
export type SynthCounts = Record<ExtractName, number>;

const headers: Record<ExtractName, string> = {
  employers:
    "employer_id,first_name,birth_date,mobile,mobile_consent,email,email_consent,io_enabled,inps_mobile_enabled",
  relationships: "relationship_id,employer_id,worker_first_name,started_on,ended_on",
  contributions: "relationship_id,quarter,amount_due,amount_paid,paid_on,notice_number",
  suspensions: "relationship_id,quarter",
};

/** Two or more relationships for some: about 1.11 for each employer. */
const shareWithAnother = 0.1;

/** Writes extracts of invented people. The same number and seed give the same bytes; memory stays flat. */
export async function synthExtracts(options: SynthOptions, progress: Progress): Promise<SynthCounts> {
  const random = seededRandom(`videoguida ${options.seed}`);
  const pools = namePools(random);
  const offset = random.below(mostPeople);
  const files = await openFiles(options.folder);
  const task = progress.start("Inventing employers", options.employers, "employers");
  let relationships = 0;
  try {
    for (let number = 0; number < options.employers; number += 1) {
      const employer = inventEmployer(number, offset, pools, random);
      files.employers.add(employer.cells);
      do {
        const relationship = inventRelationship(relationships, employer.employerId, pools, random);
        relationships += 1;
        files.relationships.add(relationship.cells);
        for (const cells of relationship.contributions) files.contributions.add(cells);
        for (const cells of relationship.suspensions) files.suspensions.add(cells);
      } while (random.chance(shareWithAnother));
      for (const file of Object.values(files)) if (file.isFull()) await file.flush();
      task.advance();
    }
    for (const file of Object.values(files)) await file.commit();
  } catch (error) {
    for (const file of Object.values(files)) await file.abort();
    throw error;
  }
  task.finish();
  return countsOf(files);
}

type ExtractWriter = {
  add(cells: readonly string[]): void;
  isFull(): boolean;
  flush(): Promise<void>;
  commit(): Promise<void>;
  abort(): Promise<void>;
  rows: number;
};

async function openFiles(folder: string): Promise<Record<ExtractName, ExtractWriter>> {
  const open = async (name: ExtractName) =>
    extractWriter(await openAtomicFile(path.join(folder, `${name}.csv`)), headers[name]);
  return {
    employers: await open("employers"),
    relationships: await open("relationships"),
    contributions: await open("contributions"),
    suspensions: await open("suspensions"),
  };
}

function extractWriter(file: AtomicFile, header: string): ExtractWriter {
  let waiting = `${header}\n`;
  const writer: ExtractWriter = {
    rows: 0,
    add(cells) {
      waiting += `${cells.join(",")}\n`;
      writer.rows += 1;
    },
    isFull: () => waiting.length > 1 << 18,
    async flush() {
      const text = waiting;
      waiting = "";
      await file.write(text);
    },
    async commit() {
      await writer.flush();
      await file.commit();
    },
    abort: () => file.abort(),
  };
  return writer;
}

function countsOf(files: Record<ExtractName, ExtractWriter>): SynthCounts {
  return {
    employers: files.employers.rows,
    relationships: files.relationships.rows,
    contributions: files.contributions.rows,
    suspensions: files.suspensions.rows,
  };
}
