import { isSetInTitillium, missingGlyphs } from "../../compositions/storyboard.ts";
import type { SelectedEmployer } from "../domain/selected-employer.ts";
import { shownWorkers } from "./shown-workers.ts";

/** Why a person should look at a name before a campaign is rendered. */
export type NameRisk = "missing-glyphs" | "unusual-characters" | "other-font" | "long";

/** A first name, whose it is, and why it is risky. */
export type RiskyName = {
  name: string;
  of: "employer" | "worker";
  risk: NameRisk;
  missing: string[];
  /** The first employer, by employer_id, in whose guide it stands. */
  employerId: string;
};

/** So many of each risk are kept; there may be thousands. */
const keptOfEachRisk = 12;

/**
 * The names of a campaign that are hardest to render, each once: first those with letters that no font has, then
 * unusual characters, then those that need the other font, then the longest. `employers` come by employer_id. Memory
 * stays flat however many employers there are.
 */
export async function riskiestNames(employers: AsyncIterable<SelectedEmployer>): Promise<RiskyName[]> {
  const collector = new Map<NameRisk, Map<string, RiskyName>>();
  for await (const employer of employers) {
    const { employerId } = employer;
    collect({ name: employer.firstName, of: "employer", employerId }, collector);
    for (const worker of shownWorkers(employer))
      collect({ name: worker.firstName, of: "worker", employerId }, collector);
  }
  const order: NameRisk[] = ["missing-glyphs", "unusual-characters", "other-font", "long"];
  return order.flatMap((risk) => [...(collector.get(risk)?.values() ?? [])].sort(longestFirst));
}

function collect(
  { name, of, employerId }: Pick<RiskyName, "name" | "of" | "employerId">,
  collector: Map<NameRisk, Map<string, RiskyName>>,
): void {
  const text = name.normalize("NFC");
  const missing = missingGlyphs(text);
  const risky: RiskyName = { name: text, of, risk: riskOf(text, missing), missing, employerId };
  const kept = collector.get(risky.risk) ?? new Map<string, RiskyName>();
  collector.set(risky.risk, kept);
  const key = `${of} ${text}`;
  if (kept.has(key)) return;
  kept.set(key, risky);
  if (kept.size > keptOfEachRisk) removeShortest(kept);
}

function riskOf(name: string, missing: string[]): NameRisk {
  if (missing.length > 0) return "missing-glyphs";
  if (/[^\p{Letter}\p{Mark} '’-]/u.test(name)) return "unusual-characters";
  return isSetInTitillium(name) ? "long" : "other-font";
}

function removeShortest(names: Map<string, RiskyName>): void {
  const shortest = [...names.entries()].sort(([, a], [, b]) => longestFirst(a, b)).at(-1);
  if (shortest) names.delete(shortest[0]);
}

/** Longest first; equally long ones by letter, so that the same campaign gives the same page. */
function longestFirst(a: RiskyName, b: RiskyName): number {
  return b.name.length - a.name.length || (a.name < b.name ? -1 : 1);
}
