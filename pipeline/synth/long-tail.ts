import type { SeededRandom } from "./seeded-random.ts";

/** A few items come very often, many rarely: the nth about 1/n times as often as the first, as with names. */
export class LongTail {
  readonly #items: readonly string[];
  readonly #sums: Float64Array;

  constructor(items: readonly string[]) {
    this.#items = items;
    this.#sums = new Float64Array(items.length);
    let sum = 0;
    for (const index of items.keys()) {
      sum += 1 / (index + 1);
      this.#sums[index] = sum;
    }
  }

  pick(random: SeededRandom): string {
    return this.#items[this.#draw(random)] as string;
  }

  /** The most common of three: a part of a double name, and double names are made of common ones. */
  pickCommon(random: SeededRandom): string {
    return this.#items[Math.min(this.#draw(random), this.#draw(random), this.#draw(random))] as string;
  }

  #draw(random: SeededRandom): number {
    const target = random.next() * (this.#sums.at(-1) ?? 0);
    let [low, high] = [0, this.#sums.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#sums[middle] as number) > target) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
