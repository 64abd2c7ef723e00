/** The checks of a set of extracts before a campaign is made from it; `pipeline/extract/README.md`, in its order. */
export const checkNames = [
  "future",
  "control",
  "files",
  "coverage",
  "stale",
  "shrunk",
  "selected-share",
  "unknown-relationships",
  "contacts",
  "withdrawals",
] as const;
export type CheckName = (typeof checkNames)[number];

/** What one check found. */
export type CheckResult = {
  name: CheckName;
  holds: boolean;
  /** One sentence with the figures; it quotes no cell. */
  sentence: string;
};
