import { type ExtractName, extractNames } from "../../pipeline/domain/extract.ts";
import { damageNames } from "../../pipeline/synth/damage.ts";
import { seededRandom } from "../../pipeline/synth/seeded-random.ts";
import { type Control, controls, type DamageCase, damagedExtracts, type Ending } from "./damaged-campaign.ts";
import type { Traces } from "./traces.ts";
import type { Undamaged } from "./undamaged.ts";

/** How many damaged deliveries ended in which way, when the sender said nothing of the rows. */
export type Tally = {
  stopped: number;
  /** Decided, nobody accused: somebody was withheld, or nobody. */
  withheld: number;
  unharmed: number;
  /** Decided and somebody accused, which only `control.csv` could tell. */
  excused: number;
  wrong: number;
};

export type Wrong = DamageCase & { control: Control; accused: number };
export type Findings = { tallies: Record<string, Tally>; wrong: Wrong[] };

/** Every damage of every file in turn; one in eight has two damages. */
export function* damageCases(count: number, seed: string): Generator<DamageCase> {
  const all = extractNames.flatMap((file): Pick<DamageCase, "file" | "damages">[] => [
    ...damageNames.map((damage) => ({ file, damages: [damage] })),
    ...(file === "suspensions" ? [{ file, damages: ["missing-file"] as const }] : []),
  ]);
  const random = seededRandom(`damage cases ${seed}`);
  for (let number = 0; number < count; number += 1) {
    const { file, damages } = all[number % all.length] as (typeof all)[number];
    const hasTwo = random.chance(0.125) && damages[0] !== "missing-file";
    yield {
      file,
      damages: hasTwo ? [...damages, random.pick(damageNames)] : damages,
      hasCampaignBefore: random.chance(0.5),
      seed: `${seed} ${number}`,
    };
  }
}

/**
 * Plans each damaged delivery. control.csv only adds a check, so what stops or accuses nobody without it does so with it:
 * with it are planned those that accuse without it, and one in `everyNth` of the others to see that this is so.
 */
export async function planDamaged(undamaged: Undamaged, cases: Iterable<DamageCase>, everyNth = 20): Promise<Findings> {
  const findings: Findings = { tallies: {}, wrong: [] };
  let number = 0;
  for (const of of cases) {
    number += 1;
    const damaged = await damagedExtracts(undamaged, of);
    try {
      const without = await damaged.endingWith("none");
      const isAccusing = accusedIn(without) > 0;
      const asked = isAccusing || number % everyNth === 0 ? controls.toReversed() : (["none"] as const);
      const traces = isAccusing ? await damaged.traces() : null;
      for (const control of asked) {
        const ending = control === "none" ? without : await damaged.endingWith(control);
        const accused = accusedIn(ending);
        if (accused === 0 || (traces !== null && isExcused(control, accused, of.file, traces))) continue;
        const alone = of.damages.length > 1 ? await excusedAlone(undamaged, of, control) : new Set();
        const isWrong = "accused" in ending && ending.accused.some((employerId) => !alone.has(employerId));
        if (isWrong) findings.wrong.push({ ...of, control, accused });
      }
      tallyFor(findings, of)[endingName(without, findings.wrong.at(-1)?.seed === of.seed)] += 1;
    } finally {
      await damaged.remove();
    }
  }
  return findings;
}

/**
 * Damaged rows of a file that the contract (section 2) or a check lets pass: so many that have lost their id withhold
 * nobody. Of relationships up to 100 rejected rows are no reason to distrust the others, and among 130 that were shifted
 * are a few whose end now stands as their start.
 */
const toleratedRows = { count: 4, percent: 1, relationships: 130 };

/**
 * What no program can know. With hashes in control.csv: nothing. With or without the number of rows: no row is strange,
 * so that a payment or an end is missing in some rows that look like any other; or fewer rows are strange than a check
 * looks at, and an id that is lost withholds nobody. Without: not more employers are accused than rows are gone altogether.
 */
function isExcused(
  control: Control,
  accused: number,
  file: ExtractName,
  { undamaged, strange, repeated, withoutId, gone }: Traces,
): boolean {
  if (control === "hashes") return false;
  const isQuiet = strange === 0 && repeated === 0;
  const tolerated = Math.max(toleratedRows.count, (undamaged * toleratedRows.percent) / 100);
  const isHandful = strange <= (file === "relationships" ? toleratedRows.relationships : tolerated);
  // The other rows may well withhold their employers: only those that have lost their id name nobody.
  const tolerable = isHandful ? strange : withoutId <= tolerated ? withoutId : 0;
  if (control === "rows") return isQuiet || accused <= tolerable;
  return isQuiet || accused <= gone + tolerable;
}

/**
 * Whom each of two damages accuses by itself where that is excused: a second damage that leaves traces of its own, but
 * accuses nobody, does not make the first one any easier to see.
 */
async function excusedAlone(undamaged: Undamaged, of: DamageCase, control: Control): Promise<ReadonlySet<string>> {
  const excused = new Set<string>();
  for (const damage of of.damages) {
    const damaged = await damagedExtracts(undamaged, { ...of, damages: [damage] });
    const ending = await damaged.endingWith(control);
    const accused = accusedIn(ending);
    const isOurs = accused > 0 && isExcused(control, accused, of.file, await damaged.traces());
    if (isOurs && "accused" in ending) for (const employerId of ending.accused) excused.add(employerId);
    await damaged.remove();
  }
  return excused;
}

function accusedIn(ending: Ending): number {
  return "accused" in ending ? ending.accused.length : 0;
}

function tallyFor({ tallies }: Findings, { file, damages }: DamageCase): Tally {
  const name = `${damages.length > 1 ? "two damages" : damages[0]} · ${file}`;
  tallies[name] ??= { stopped: 0, withheld: 0, unharmed: 0, excused: 0, wrong: 0 };
  return tallies[name];
}

function endingName(ending: Ending, isWrong: boolean): keyof Tally {
  if ("stopped" in ending) return "stopped";
  if (ending.accused.length > 0) return isWrong ? "wrong" : "excused";
  return ending.withheld > 0 ? "withheld" : "unharmed";
}
