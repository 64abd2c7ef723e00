import type { Shown } from "./small-numbers.ts";

/** A part of a sum that is known, and the people behind it: a part of one and more for each of them. */
type Cell = { people: number; value: number };

/**
 * What is shown of the parts of a sum, none of which is empty. Parts of few people are not shown, and with them so many
 * others, the smallest first, that their sum is about enough people and that a part of few may still be anything: whoever
 * subtracts what is shown knows that sum, and the least that each of them can be. When nothing helps, the sum itself must
 * not be shown (`isSumSafe`). `peopleIn` says how many different people stand behind some parts.
 */
export function hiddenCells<Part extends Cell>(
  cells: readonly Part[],
  peopleIn: (cells: readonly Part[]) => number,
  fewest: number,
): { values: Shown[]; isSumSafe: boolean } {
  const few = cells.filter(({ people }) => people < fewest);
  const others = cells.filter((cell) => !few.includes(cell)).sort((a, b) => a.people - b.people);
  const near: Part[] = [];
  const isSafe = () => {
    const hidden = [...few, ...near];
    const room = hidden.reduce((sum, { value }) => sum + value, 0) - few.length - near.length * fewest;
    return hidden.length === 0 || (hidden.length > 1 && room >= fewest - 1 && peopleIn(hidden) >= fewest);
  };
  while (!isSafe() && others.length > 0) near.push(...others.splice(0, 1));
  const shownOf = (cell: Part): Shown => (few.includes(cell) ? "few" : near.includes(cell) ? "near" : cell.value);
  return { values: cells.map(shownOf), isSumSafe: isSafe() };
}
