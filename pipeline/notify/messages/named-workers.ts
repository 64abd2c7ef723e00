import { type Escape, safeName } from "./safe-text.ts";

/** How many workers, and how many quarters of all of them, a list names at most: IO takes 10,000 characters. */
export type Room = { workers: number; quarters: number };

type Wording<Q> = { quote: Escape; inWords: (quarters: readonly Q[]) => string };

/** A list of workers and their quarters that names the first, as many as there is room for, and counts the others. */
export function firstWorkers<Q>(
  workers: readonly { firstName: string; quarters: readonly Q[] }[],
  most: Room,
  { quote, inWords }: Wording<Q>,
) {
  const named = workers.slice(0, countWithRoom(workers, most));
  const otherWorkers = workers.length - named.length;
  return {
    workers: named.map(({ firstName, quarters }) => ({
      name: quote(safeName(firstName)),
      quarters: inWords(quarters.slice(0, most.quarters)),
      hasMore: quarters.length > most.quarters,
    })),
    otherWorkers,
    isOneOther: otherWorkers === 1,
  };
}

/** The first worker always has room. */
function countWithRoom(workers: readonly { quarters: readonly unknown[] }[], most: Room): number {
  let quarters = 0;
  const firstWithout = workers.findIndex((worker, index) => {
    quarters += worker.quarters.length;
    return index === most.workers || (index > 0 && quarters > most.quarters);
  });
  return firstWithout === -1 ? workers.length : firstWithout;
}
