/** One long piece of work whose progress is shown; units are the caller's (rows, frames, guides). */
export type ProgressTask = {
  /** `count` more units are done. */
  advance(count?: number): void;
  /** The work is over; `note` replaces the rate in the last line. */
  finish(note?: string): void;
};

/** Where the flow says what it is doing: a bar for a person, plain lines for a log, nothing with --quiet. */
export type Progress = {
  start(label: string, total: number | null, unit: string): ProgressTask;
  say(line: string): void;
};

/** Says nothing; for tests and `--quiet`. */
export const silentProgress: Progress = {
  start: () => ({ advance: () => {}, finish: () => {} }),
  say: () => {},
};

/**
 * Says what a person must not miss, on standard error, `--quiet` or not: a warning is never progress. One sentence
 * without a full stop. It is kept in the log, so it names no employer and quotes no cell; the same goes for the labels,
 * notes and lines of `Progress`.
 */
export type Warn = (sentence: string) => void;
