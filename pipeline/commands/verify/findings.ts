/** What a folder of a campaign turned out to hold. `problems` are sentences that quote nobody's data. */
export type Verification = { counts: Record<string, number>; problems: string[]; moreProblems: number };

/** Enough to see what is wrong; a folder where everything is wrong must not fill the screen. */
const shown = 20;

/** Collects what is wrong, as sentences without anybody's data. */
export class Findings {
  #problems: string[] = [];
  #count = 0;

  add(problem: string): void {
    this.#count += 1;
    if (this.#problems.length < shown) this.#problems.push(problem);
  }

  result(counts: Record<string, number>): Verification {
    return { counts, problems: this.#problems, moreProblems: this.#count - this.#problems.length };
  }
}
