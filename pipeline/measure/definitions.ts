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
    says: "Notifications that stand in the newest manifests, or that a dispatcher has reported of; `delegate` are those to delegates, one each, who count nowhere else as told.",
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
  corrections: {
    dimension: "channel",
    says: "Corrections to employers who were told wrongly, as `corrections.ndjson` has them.",
    source: "the ledger",
  },
  corrections_waiting: {
    dimension: "",
    says: "Employers who were told wrongly and for whom the next `notify` writes a correction; counted when receipts were imported or manifests were written last.",
    source: "the ledger",
  },
  unreachable: {
    dimension: "reason",
    says: "Employers whom nothing but the notice in MyINPS could reach: no other channel, or it came back from all.",
    source: "the notifications in the ledger, and receipts",
  },
  opened: { dimension: "", says: "People who have opened the page of their guide.", source: "events" },
  opened_day: {
    dimension: "days",
    says: "People by the days (UTC) from their first receipt to the first time they opened the page; of somebody without a receipt, from the first receipt of the campaign, and without any, from the as-of date.",
    source: "events and receipts",
  },
  played_day: {
    dimension: "days",
    says: "The same to the first time they began to watch the video.",
    source: "events and receipts",
  },
  played: { dimension: "", says: "People who have begun to watch the video (fruite).", source: "events" },
  watched: {
    dimension: "percent",
    says: "People who have watched so much of the video; what was skipped is not watched.",
    source: "events",
  },
  chapter: { dimension: "number of the chapter", says: "People who have watched some of a chapter.", source: "events" },
  downloaded: { dimension: "", says: "People who have downloaded the video.", source: "events" },
  service: { dimension: "id of the service", says: "How often a service was opened from guides.", source: "events" },
  service_place: {
    dimension: "id of the service, and place",
    says: "The same by where it was opened: the chapter then showing, `end` of the video, or `page`; services of which this would tell too much are left out.",
    source: "events",
  },
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
    dimension: "whose: all, told of one worker, of several",
    says: "Mean of the last ratings, 1 to 5 (gradimento); with one decimal, and only of many people, when the ratings themselves are left out.",
    source: "events",
  },
  rating_margin: {
    dimension: "",
    says: "Half of the 95 % interval of that mean, as if those who rated were a sample of those who might have.",
    source: "events",
  },
  delegate_opened: {
    dimension: "",
    says: "Guides whose page a delegate has opened; of what delegates do nothing counts as the employer's. Only when the extracts say who delegates are.",
    source: "events",
  },
  delegate_played: { dimension: "", says: "Guides whose video a delegate has begun to watch.", source: "events" },
  delegate_watched: {
    dimension: "percent",
    says: "Guides of whose video a delegate has watched so much.",
    source: "events",
  },
  delegate_downloaded: { dimension: "", says: "Guides whose video a delegate has downloaded.", source: "events" },
  delegate_interactions: {
    dimension: "",
    says: "How often delegates opened services from guides.",
    source: "events",
  },
  delegate_rated: {
    dimension: "",
    says: "Guides that a delegate has rated; with how many stars is not told.",
    source: "events",
  },
  quarters_named: {
    dimension: "opened, not-opened",
    says: "Unpaid quarters that people were told of, by whether they have opened their guide.",
    source: "the current plan in the ledger, and events",
  },
  quarters_paid_since: {
    dimension: "opened, not-opened",
    says: "Those of them that are paid in full by the extracts of the latest later campaign, or by late payments.",
    source: "the ledger, and events",
  },
  quarters_named_by_channels: {
    dimension: "channels, joined by +",
    says: "The same quarters by all the channels that people were told on; `other` are those of few people.",
    source: "the ledger",
  },
  quarters_paid_by_channels: {
    dimension: "channels, joined by +",
    says: "Those of them that are paid since.",
    source: "the ledger",
  },
  quarters_paid_by_day: {
    dimension: "days",
    says: "Quarters paid within so many days of the notice, by the date of the payment that completed it; 0: not after the day of the notice.",
    source: "the ledger",
  },
  holdout_quarters_named: {
    dimension: "",
    says: "Unpaid quarters of employers who were drawn by lot to get no guide (`--holdout`).",
    source: "the current plan in the ledger",
  },
  holdout_quarters_paid_since: { dimension: "", says: "Those of them that are paid since.", source: "the ledger" },
  holdout_share: {
    dimension: "guided, held-out",
    says: "Percent of the quarters paid since: of everybody selected, and of everybody held out; not with `--limit`.",
    source: "the ledger",
  },
  holdout_difference: {
    dimension: "the difference, low, high",
    says: "Guided less held out in percentage points, and its 95 % interval; employers, not quarters, are the sample; not with `--limit`.",
    source: "the ledger",
  },
  rows: { dimension: "file", says: "Rows of an extract, without its header.", source: "the snapshot in the ledger" },
  rejected: {
    dimension: "file",
    says: "Rows of an extract that were not used; `rejected.csv` says why.",
    source: "the snapshot in the ledger",
  },
  rejected_code: {
    dimension: "code",
    says: "Rows of all extracts that were not used, and fields that were left blank, by code.",
    source: "the snapshot in the ledger",
  },
  decided: {
    dimension: "reason",
    says: "Employers by the reason of their decision; `unpaid` are those who are selected.",
    source: "the current plan in the ledger",
  },
  seconds: { dimension: "stage", says: "Seconds that a stage took when it ran last.", source: "the ledger" },
  videos: { dimension: "", says: "Different videos of all guides.", source: "the current plan in the ledger" },
  scenes: { dimension: "", says: "Different scenes of all guides.", source: "the current plan in the ledger" },
  rendered: {
    dimension: "",
    says: "Scenes that were not in the cache when guides were rendered last.",
    source: "the ledger",
  },
  failed: {
    dimension: "",
    says: "Selected employers whose guide could not be made when it was tried last; `campaign.json` says why.",
    source: "the ledger",
  },
};

/** `report/README.md`: what stands in `measures.csv` beside it. */
export function measuresReadme(fewest: number): string {
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
    `\`<${fewest}\` is a count of fewer than ${fewest} people, or nobody. \`*\` is a figure from which, with the others, one could work out such a count. A mean or a share of so few is left empty. People are counted under a pseudonym of campaign and employer, each once. Where no events are kept, nothing that is counted from events is listed.`,
    "",
  ].join("\n");
}
