/**
 * An option as it stands in the help; `isRequired` and `preset` are for commands that build no settings. `alone` is the
 * value of an option that may be typed without one.
 */
export type OptionEntry = { flags: string; says: string; isRequired?: boolean; preset?: string; alone?: string };

/** Options that several commands have. */
const table = {
  extracts: { flags: "--extracts <dir>", says: "folder with the extracts" },
  campaign: {
    flags: "--campaign <YYYY-MM>",
    says: "campaign month: 02, 05, 08 or 11 (default: the latest that is over)",
  },
  asOf: {
    flags: "--as-of <YYYY-MM-DD>",
    says: "day the position is judged on (default: last day of the campaign month)",
  },
  out: { flags: "--out <dir>", says: "folder for everything written (default: output)" },
  audience: { flags: "--audience <who>", says: "all or under-76 (default: all)" },
  package: { flags: "--package <how>", says: "mp4, hls or both (default: mp4)" },
  maxRejected: {
    flags: "--max-rejected <percent>",
    says: "rejected rows of a file before the file is distrusted (default: 5)",
  },
  limit: { flags: "--limit <n>", says: "only the first n selected employers, for a trial" },
  holdout: {
    flags: "--holdout <percent>",
    says: "so many of those selected get no guide, to compare what they pay (default: as planned last, else 0)",
  },
  config: { flags: "--config <file>", says: "campaign settings as JSON" },
  accept: {
    flags: "--accept <checks>",
    says: "go on although these plausibility checks failed (names with commas, or all)",
  },
  changeAddresses: { flags: "--change-addresses", says: "give guides other addresses than people already have" },
  events: {
    flags: "--events <place>",
    says: "where events are kept: a file (default: events.sqlite beside the ledger), or postgres://…",
  },
  json: { flags: "--json", says: "as JSON" },
  groupReadable: {
    flags: "--group-readable",
    says: "let the group read what is written (0750, 0640; without it 0700, 0600)",
  },
  logJson: { flags: "--log-json", says: "the log as JSON lines on standard error, instead of progress" },
  quiet: { flags: "--quiet", says: "no progress; warnings and errors are shown" },
} satisfies Record<string, OptionEntry>;

type OptionName = keyof typeof table;

/** Entries of options that several commands have, in the order in which the help lists them. */
export function common(...names: OptionName[]): OptionEntry[] {
  return names.map((name) => table[name]);
}

/** What every command that writes has. */
export const writingOptions = common("groupReadable", "logJson", "quiet");
