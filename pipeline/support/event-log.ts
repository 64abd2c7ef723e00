/**
 * What the program does, for machines: one JSON object a line. Facts are counts, seconds and names of stages, files or
 * checks; never an employer, a name or an address.
 */
export type EventLog = {
  write(event: string, facts?: Readonly<Record<string, unknown>>): void;
  close(): void;
};

/** For tests and for commands that keep no log. */
export const noEventLog: EventLog = { write: () => {}, close: () => {} };
