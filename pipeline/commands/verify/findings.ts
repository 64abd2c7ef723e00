/**
 * What a folder of a campaign turned out to hold. `problems` and `notes`, which say what could not be looked at, are
 * sentences that quote nobody's data.
 */
export type Verification = {
  counts: Record<string, number>;
  problems: string[];
  moreProblems: number;
  notes: string[];
};

/** Enough to see what is wrong; a folder where everything is wrong must not fill the screen. */
const shown = 20;

/** Collects what is wrong, as sentences without anybody's data. */
export class Findings {
  #problems: string[] = [];
  #count = 0;
  #notes: string[] = [];

  add(problem: string): void {
    this.#count += 1;
    if (this.#problems.length < shown) this.#problems.push(problem);
  }

  note(note: string): void {
    this.#notes.push(note);
  }

  result(counts: Record<string, number>): Verification {
    return { counts, problems: this.#problems, moreProblems: this.#count - this.#problems.length, notes: this.#notes };
  }
}
