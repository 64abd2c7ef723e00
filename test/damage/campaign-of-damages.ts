import { type ExtractName, extractNames, requiredExtracts } from "../../pipeline/domain/extract.ts";
import { damageNames } from "../../pipeline/synth/damage.ts";
import { seededRandom } from "../../pipeline/synth/seeded-random.ts";
import {
  type Control,
  controls,
  type DamageCase,
  type DamagedExtracts,
  damagedExtracts,
  type Ending,
} from "./damaged-campaign.ts";
import type { Traces } from "./traces.ts";
import type { Undamaged } from "./undamaged.ts";

/** How many damaged deliveries ended in which way, when the sender said nothing of the rows. */
export type Tally = {
  stopped: number;
  /** Decided, nobody wrongly selected: some withheld, or none. */
  withheld: number;
  unharmed: number;
  /** Decided, some wrongly selected, which only `control.csv` could show. */
  excused: number;
  wrong: number;
};

export type Wrong = DamageCase & { control: Control; accused: number };
export type Findings = { tallies: Record<string, Tally>; wrong: Wrong[] };

/** Every damage of every file in turn; one in eight has two damages. */
export function* damageCases(count: number, seed: string): Generator<DamageCase> {
  const all = extractNames.flatMap((file): Pick<DamageCase, "file" | "damages">[] => [
    ...damageNames.map((damage) => ({ file, damages: [damage] })),
    ...(requiredExtracts.includes(file) ? [] : [{ file, damages: ["missing-file"] as const }]),
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
 * Plans each damaged delivery without control.csv. With it, which only adds checks, are planned those in which somebody
 * is then wrongly selected, and one in `everyNth` of the others, whose result must not change.
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
      const traces = isAccusing ? await damaged.traces("all") : null;
      for (const control of asked) {
        const ending = control === "none" ? without : await damaged.endingWith(control);
        const accused = accusedIn(ending);
        if (accused === 0 || (traces !== null && isExcused(control, accused, of.file, traces))) continue;
        const alone = of.damages.length > 1 ? await excusedAlone(undamaged, of, control) : new Set();
        const isExplained = "accused" in ending && ending.accused.every((employerId) => alone.has(employerId));
        if (isExplained || (await isExcusedAfterFirst(undamaged, of, control, accused, damaged))) continue;
        findings.wrong.push({ ...of, control, accused });
      }
      tallyFor(findings, of)[endingName(without, findings.wrong.at(-1)?.seed === of.seed)] += 1;
    } finally {
      await damaged.remove();
    }
  }
  return findings;
}

/**
 * Damaged rows of a file that the contract (section 2) or a check lets pass: so many without their id withhold nobody.
 * Up to 100 rejected relationships do not invalidate the others, and of 130 shifted ones a few stay valid, with their
 * end in place of their start.
 */
const toleratedRows = { count: 4, percent: 1, relationships: 130 };

/**
 * Damage that no program can detect. With hashes in control.csv: none. Without them: no row is strange, so that a
 * payment or an end is missing in rows that look valid; or fewer rows are strange than the checks tolerate, and a lost
 * id withholds nobody. Without the number of rows: no more employers are wrongly selected than rows are gone.
 */
function isExcused(
  control: Control,
  accused: number,
  file: ExtractName,
  { undamaged, strange, repeated, withoutId, gone }: Traces,
): boolean {
  if (control === "hashes") return false;
  const hasNoTraces = strange === 0 && repeated === 0;
  const tolerated = Math.max(toleratedRows.count, (undamaged * toleratedRows.percent) / 100);
  const hasFewStrange = strange <= (file === "relationships" ? toleratedRows.relationships : tolerated);
  // The other rows may well withhold their employers: only those that have lost their id name nobody.
  const tolerable = hasFewStrange ? strange : withoutId <= tolerated ? withoutId : 0;
  if (control === "rows") return hasNoTraces || accused <= tolerable;
  return hasNoTraces || accused <= gone + tolerable;
}

/**
 * Whom one of two damages alone wrongly selects where that is excused: the traces of a second, harmless damage do not
 * make the first one detectable.
 */
async function excusedAlone(undamaged: Undamaged, of: DamageCase, control: Control): Promise<ReadonlySet<string>> {
  const excused = new Set<string>();
  for (const damage of of.damages) {
    const damaged = await damagedExtracts(undamaged, { ...of, damages: [damage] });
    const ending = await damaged.endingWith(control);
    const accused = accusedIn(ending);
    const isOurs = accused > 0 && isExcused(control, accused, of.file, await damaged.traces("all"));
    if (isOurs && "accused" in ending) for (const employerId of ending.accused) excused.add(employerId);
    await damaged.remove();
  }
  return excused;
}

/**
 * Whether the first of two damages lets the campaign be decided and accuses nobody, and what the second did to that file
 * is excused: the traces of a first, harmless damage (rows that are there twice are second payments) do not make the
 * second one detectable either.
 */
async function isExcusedAfterFirst(
  undamaged: Undamaged,
  of: DamageCase,
  control: Control,
  accused: number,
  both: DamagedExtracts,
): Promise<boolean> {
  if (of.damages.length < 2) return false;
  const first = await damagedExtracts(undamaged, { ...of, damages: of.damages.slice(0, 1) });
  const ending = await first.endingWith(control);
  await first.remove();
  if (!("accused" in ending) || ending.accused.length > 0) return false;
  return isExcused(control, accused, of.file, await both.traces("last"));
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
