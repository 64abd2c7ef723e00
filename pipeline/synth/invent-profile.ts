import type { Cells } from "./invent-employer.ts";
import type { SeededRandom } from "./seeded-random.ts";

/** Five categories for nine employers: 500,000 of 900,000; one that is drawn again is not counted twice. */
const shareWithAnother = 0.38;

/** Categories of MyINPS users, the frequent ones first. */
const categories = ["pensioner", "employee", "self-employed", "artisan", "professional", "parent", "student"];

/** The MyINPS categories of one employer, each once. */
export function inventProfile(employerId: string, random: SeededRandom): Cells[] {
  const found = new Set<string>();
  while (random.chance(shareWithAnother))
    found.add(categories[Math.floor(categories.length * random.next() ** 2)] ?? "");
  return [...found].map((category) => [employerId, category]);
}
