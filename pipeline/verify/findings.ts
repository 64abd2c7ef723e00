/**
 * What a folder of a campaign turned out to hold. `problems` name the file, the line (header = 1) and the employer_id,
 * nothing else of anybody's data; `notes` say what could not be looked at.
 */
export type Verification = {
  counts: Record<string, number>;
  problems: string[];
  moreProblems: number;
  notes: string[];
};

/** Enough to see what is wrong; a folder where everything is wrong must not fill the screen. */
const shown = 20;

/** Collects what is wrong, in sentences. */
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
