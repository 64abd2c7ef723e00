/** What a measure counts, by what its dimension tells apart, and where it is counted. */
type Definition = { dimension: string; says: string; source: string };

/** Every measure of `measures.csv`, in its order; names are those of contract, section 6. */
export const definitions: Record<string, Definition> = {
  selected: {
    dimension: "",
    says: "Employers who are to get a guide (destinatari): decision `selected`, within `--limit`.",
    source: "the current plan in the ledger",
  },
  available: {
    dimension: "",
    says: "Employers in the newest manifests (erogate): their guide is made, and they are told of it.",
    source: "the notifications in the ledger",
  },
  sent: {
    dimension: "channel",
    says: "Notifications that stand in the newest manifests, or that a dispatcher has reported of.",
    source: "the notifications and receipts in the ledger",
  },
  delivered: {
    dimension: "channel",
    says: "Notifications that were reported as delivered or read.",
    source: "receipts",
  },
  read: { dimension: "channel", says: "Notifications that were reported as read.", source: "receipts" },
  bounced: {
    dimension: "channel",
    says: "Notifications that were reported as bounced or failed, and never as delivered or read.",
    source: "receipts",
  },
  opened: { dimension: "", says: "People who have opened the page of their guide.", source: "events" },
  played: { dimension: "", says: "People who have begun to watch the video (fruite).", source: "events" },
  watched: {
    dimension: "percent",
    says: "People who have watched so much of the video; what was skipped is not watched.",
    source: "events",
  },
  chapter: { dimension: "number of the chapter", says: "People who have watched some of a chapter.", source: "events" },
  downloaded: { dimension: "", says: "People who have downloaded the video.", source: "events" },
  service: { dimension: "id of the service", says: "How often a service was opened from guides.", source: "events" },
  interactions: {
    dimension: "",
    says: "How often services were opened from guides, all of them (interazioni).",
    source: "events",
  },
  rated: {
    dimension: "stars",
    says: "People whose last rating was of so many stars; all are left out when one of them is.",
    source: "events",
  },
  rating_mean: {
    dimension: "",
    says: "Mean of the last ratings, 1 to 5 (gradimento); with one decimal when the ratings themselves are left out.",
    source: "events",
  },
  rows: { dimension: "file", says: "Rows of an extract, without its header.", source: "the snapshot in the ledger" },
  rejected: {
    dimension: "file",
    says: "Rows of an extract that were not used; `rejected.csv` says why.",
    source: "the snapshot in the ledger",
  },
  seconds: { dimension: "stage", says: "Seconds that a stage took when it ran last.", source: "the ledger" },
  scenes: { dimension: "", says: "Different scenes of all guides.", source: "the current plan in the ledger" },
  rendered: {
    dimension: "",
    says: "Scenes that were not in the cache when guides were rendered last.",
    source: "the ledger",
  },
};

/** `report/README.md`: what stands in `measures.csv` beside it. */
export function measuresReadme(): string {
  const rows = Object.entries(definitions).map(
    ([measure, { dimension, says, source }]) => `| \`${measure}\` | ${dimension} | ${says} | ${source} |`,
  );
  return [
    "# The measures of a campaign",
    "",
    "`measures.csv` has a line for each figure: `campaign,measure,dimension,value`; files of several campaigns can be put one after the other. `videoguida report` writes it anew.",
    "",
    "| measure | dimension | what it is | counted from |",
    "| --- | --- | --- | --- |",
    ...rows,
    "",
    "`<5` is a count of fewer than five people, or nobody. `*` is a figure from which, with the others, one could work out such a count. A mean of so few is left empty. People are counted under a pseudonym of campaign and employer, each once.",
    "",
  ].join("\n");
}
