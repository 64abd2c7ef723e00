/** Days since the notice within which payments are counted; within 0 are those that were made before it, or on its day. */
export const daysOfPayment = [0, 7, 14, 30, 60, 90] as const;

/** Quarters of some employers, and how many employers stand behind them. */
export type OutcomeCounts = {
  people: number;
  named: number;
  paid: number;
  /** Who has paid some of what was named, and who has left some of it unpaid. */
  peoplePaid: number;
  peopleUnpaid: number;
  /** Sums over employers, for the variance of the share that is paid. */
  squares: { named: number; paid: number; both: number };
};

export function noOutcome(): OutcomeCounts {
  return {
    ...{ people: 0, named: 0, paid: 0, peoplePaid: 0, peopleUnpaid: 0 },
    squares: { named: 0, paid: 0, both: 0 },
  };
}

/** Adds the quarters of one employer. */
export function addOutcome(counts: OutcomeCounts, { named, paid }: { named: number; paid: number }): void {
  counts.people += 1;
  counts.named += named;
  counts.paid += paid;
  counts.peoplePaid += Number(paid > 0);
  counts.peopleUnpaid += Number(paid < named);
  counts.squares.named += named * named;
  counts.squares.paid += paid * paid;
  counts.squares.both += named * paid;
}

/** The counts of both together. */
export function sumOfOutcomes(counts: Iterable<OutcomeCounts>): OutcomeCounts {
  const sum = noOutcome();
  for (const one of counts) {
    for (const name of ["people", "named", "paid", "peoplePaid", "peopleUnpaid"] as const) sum[name] += one[name];
    for (const name of ["named", "paid", "both"] as const) sum.squares[name] += one.squares[name];
  }
  return sum;
}
