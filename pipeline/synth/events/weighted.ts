import type { SeededRandom } from "../seeded-random.ts";

/** Values with how often each comes; the shares need not add up to anything. */
export type Weighted<Value> = readonly (readonly [value: Value, share: number])[];

/** One of the values, each as often as its share says. */
export function pickWeighted<Value>(choices: Weighted<Value>, random: SeededRandom): Value {
  let rest = random.next() * choices.reduce((sum, [, share]) => sum + share, 0);
  for (const [value, share] of choices) {
    rest -= share;
    if (rest < 0) return value;
  }
  return (choices.at(-1) as Weighted<Value>[number])[0];
}
