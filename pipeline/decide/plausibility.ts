import { type Day, daysBetween } from "../domain/day.ts";
import type { ExtractName } from "../domain/extract.ts";
import type { CheckName, CheckResult } from "../domain/plausibility.ts";
import type { Quarter } from "../domain/quarter.ts";

/** Percentages and counts of the checks; the settings `plausibility`. */
export type PlausibilityLimits = {
  coverage: { relationships: number; percent: number };
  stale: { payments: number; days: number };
  shrunk: { percent: number };
  selectedShare: { employers: number; percent: number; growthFactor: number; growthPoints: number };
  unknownRelationships: { rows: number; percent: number };
  contacts: { rows: number; percent: number };
  withdrawals: { notifications: number; percent: number };
};

/** Relationships in force that owe an overdue quarter, and how many of them have a contribution row for it. */
export type QuarterCoverage = { quarter: Quarter; owing: number; recorded: number };

/** Files whose rows are about a relationship and may prove that nothing is missing. */
export type FileWithIds = "contributions" | "suspensions" | "requests";

/** What was read and decided, in figures; kept for the checks of the campaign after it. */
export type PlanFigures = {
  accepted: Partial<Record<ExtractName, number>>;
  contributions: {
    rows: number;
    /** Rows whose relationship is not known. */
    unknown: number;
    withPaidOn: number;
    latestPaidOn: Day | null;
    /** Rows with `paid_on` and nothing paid. */
    paidNothing: number;
    /** Rows that give a notice number, and those of them where it is invalid. */
    notices: { given: number; invalid: number };
  };
  /** All rows; rejected rows that withhold no employer; of those, rows whose id is blank or no id. */
  namingNobody: Record<FileWithIds, { rows: number; naming: number; withoutId: number }>;
  contacts: Record<"mobile" | "email", { given: number; invalid: number }>;
  relationships: {
    rows: number;
    withEnd: number;
    /** With a spreadsheet's error or rounded number as id. */
    withoutId: number;
    /** In force, but recorded only for quarters before the first overdue one. */
    stopped: number;
  };
  coverage: QuarterCoverage[];
  /** Employers who owe something: those selected or held out, and those who have paid all. */
  owing: number;
  selected: number;
  /** Missing in the figures of an earlier version, which held nobody out. */
  heldOut?: number;
};

/** What the folder of the extracts shows beside the rows; null when a plan is made anew from what the ledger holds. */
export type FolderFindings = {
  /** What control.csv says otherwise than the files; null when there is none. */
  control: { disagreements: string[] } | null;
  /** A sentence about files with other names than the agreed ones; null when there are none. */
  foreignFiles: string | null;
};

/** Everything the checks look at. */
export type CheckInputs = {
  asOf: Day;
  today: Day;
  folder: FolderFindings | null;
  figures: PlanFigures;
  /** Of the last campaign before this one; null when none is known. */
  before: { campaign: string; figures: PlanFigures } | null;
  /** Notifications that stand in the manifests, and those that new ones would withdraw. */
  withdrawals: WithdrawalCount;
};

export type WithdrawalCount = { standing: number; withdrawn: number };

/** Whether a check holds, and the sentence with its figures. */
type Finding = { holds: boolean; sentence: string };

/** Makes all checks of `contract.md`, section 2, in its order. */
export function checkPlausibility(inputs: CheckInputs, limits: PlausibilityLimits): CheckResult[] {
  const findings: Record<CheckName, Finding> = {
    future: checkFuture(inputs),
    control: checkControl(inputs),
    files: checkFiles(inputs),
    coverage: checkCoverage(inputs.figures, limits),
    stale: checkStale(inputs, limits),
    shrunk: checkShrunk(inputs, limits),
    "selected-share": checkSelectedShare(inputs, limits),
    "unknown-relationships": checkUnknownRelationships(inputs.figures, limits),
    contacts: checkContacts(inputs.figures, limits),
    withdrawals: checkWithdrawals(inputs.withdrawals, limits),
  };
  return Object.entries(findings).map(([name, finding]) => ({ name: name as CheckName, ...finding }));
}

function checkFuture({ asOf, today }: CheckInputs): Finding {
  const holds = asOf <= today;
  return { holds, sentence: `The position is judged on ${asOf}${holds ? "" : `, which is after today (${today})`}` };
}

function checkControl({ folder }: CheckInputs): Finding {
  if (folder === null) return { holds: true, sentence: "Not looked at: planned anew from the ledger" };
  if (folder.control === null)
    return { holds: true, sentence: "There is no control.csv: rows that were lost cannot be noticed" };
  const { disagreements } = folder.control;
  if (disagreements.length === 0) return { holds: true, sentence: "control.csv agrees with the files" };
  return { holds: false, sentence: disagreements.join("; ") };
}

/**
 * Fewer relationships than this may all be in force; so many stopped ones are no coincidence. A day of payment without
 * its amount is a slip; more than a few are a lost column. Many invalid notice numbers are the content of another
 * column.
 */
const lostColumn = {
  relationships: 100,
  stopped: 3,
  payments: 10,
  paymentsPercent: 1,
  notices: 100,
  noticesPercent: 20,
};

function checkFiles({ folder, figures, before }: CheckInputs): Finding {
  const missing = Object.keys(before?.figures.accepted ?? {}).filter((name) => !Object.hasOwn(figures.accepted, name));
  const troubles = [
    ...(folder?.foreignFiles ? [folder.foreignFiles] : []),
    ...missing.map((name) => `${name}.csv is missing, which the campaign ${before?.campaign} had`),
    ...lostColumns(figures),
  ];
  if (troubles.length > 0) return { holds: false, sentence: troubles.join("; ") };
  const read = Object.entries(figures.accepted).map(([name, rows]) => `${name} ${count(rows)}`);
  return { holds: true, sentence: `Rows accepted: ${read.join(", ")}` };
}

/** Signs in the rows that a column decisions depend on was dropped, blanked or shifted, in all rows or in some. */
function lostColumns({ relationships, contributions }: PlanFigures): string[] {
  const { rows, withEnd, stopped } = relationships;
  const hasLostEnds = rows >= lostColumn.relationships && withEnd === 0 && stopped >= lostColumn.stopped;
  const { withPaidOn, paidNothing, notices } = contributions;
  const hasLostAmounts =
    paidNothing >= lostColumn.payments && paidNothing * 100 > withPaidOn * lostColumn.paymentsPercent;
  const hasMovedCells =
    notices.given >= lostColumn.notices && notices.invalid * 100 > notices.given * lostColumn.noticesPercent;
  return [
    ...(hasLostEnds
      ? [
          `no row of relationships.csv has an ended_on, although contributions of ${count(stopped)} relationships stop before the quarters asked about`,
        ]
      : []),
    ...(hasLostAmounts
      ? [`of the rows of contributions.csv with a paid_on ${share(paidNothing, withPaidOn)} have no amount_paid`]
      : []),
    ...(hasMovedCells
      ? [
          `of the notice numbers in contributions.csv ${share(notices.invalid, notices.given)} are none: cells may have moved from one column to the next`,
        ]
      : []),
  ];
}

function checkCoverage({ coverage }: PlanFigures, { coverage: limit }: PlausibilityLimits): Finding {
  const shown = coverage.map(({ quarter, owing, recorded }) => `${quarter} ${share(recorded, owing)}`);
  const thin = coverage.filter(
    ({ owing, recorded }) => owing >= limit.relationships && recorded * 100 < owing * limit.percent,
  );
  const sentence = `Relationships that owe a quarter and have a contribution row for it: ${shown.join(", ") || "none owes"}`;
  return { holds: thin.length === 0, sentence: withLimit(sentence, `at least ${limit.percent} %`, thin.length > 0) };
}

function checkStale({ figures, asOf }: CheckInputs, { stale }: PlausibilityLimits): Finding {
  const { withPaidOn, latestPaidOn } = figures.contributions;
  if (latestPaidOn === null) return { holds: true, sentence: "No contribution row has a paid_on" };
  const age = daysBetween(latestPaidOn, asOf);
  const holds = withPaidOn < stale.payments || age <= stale.days;
  const distance = age < 0 ? `${count(-age)} days after` : `${count(age)} days before`;
  const sentence = `The latest of ${count(withPaidOn)} payments is of ${latestPaidOn}, ${distance} ${asOf}`;
  return { holds, sentence: withLimit(sentence, `at most ${stale.days} days`, !holds) };
}

function checkShrunk({ figures, before }: CheckInputs, { shrunk }: PlausibilityLimits): Finding {
  if (before === null) return { holds: true, sentence: "No campaign before is known" };
  const files = Object.entries(before.figures.accepted).flatMap(([name, then]) => {
    const now = figures.accepted[name as ExtractName];
    return now === undefined ? [] : [{ name, now, then }];
  });
  const smaller = files.filter(({ now, then }) => now * 100 < then * shrunk.percent);
  const shown = (smaller.length > 0 ? smaller : files).map(({ name, now, then }) => `${name} ${share(now, then)}`);
  const sentence = `Accepted rows beside the campaign ${before.campaign}: ${shown.join(", ")}`;
  return {
    holds: smaller.length === 0,
    sentence: withLimit(sentence, `at least ${shrunk.percent} %`, smaller.length > 0),
  };
}

/** Who is held out counts as selected: the check is about the extracts, and a holdout says nothing of them. */
function checkSelectedShare({ figures, before }: CheckInputs, { selectedShare }: PlausibilityLimits): Finding {
  const { owing, heldOut = 0 } = figures;
  const selected = withHeldOut(figures);
  const percent = percentOf(selected, owing);
  // Before the first quarter that is asked about nobody owed anything: there is no share to compare with.
  const percentBefore =
    before === null || before.figures.owing === 0 ? null : percentOf(withHeldOut(before.figures), before.figures.owing);
  const isTooMany = owing >= selectedShare.employers && percent > selectedShare.percent;
  const hasGrown =
    owing >= selectedShare.employers &&
    percentBefore !== null &&
    percent > percentBefore * selectedShare.growthFactor &&
    percent >= percentBefore + selectedShare.growthPoints;
  const beside = percentBefore === null ? "" : ` (campaign ${before?.campaign}: ${percentBefore.toFixed(1)} %)`;
  const sentence = `Of the employers who owe something ${share(selected, owing)} are selected${heldOut > 0 ? " or held out" : ""}${beside}`;
  const limit = isTooMany
    ? `at most ${selectedShare.percent} %`
    : `not more than ${selectedShare.growthFactor} times as before`;
  return { holds: !isTooMany && !hasGrown, sentence: withLimit(sentence, limit, isTooMany || hasGrown) };
}

function withHeldOut({ selected, heldOut = 0 }: PlanFigures): number {
  return selected + heldOut;
}

/**
 * From so many rows on, a file most of whose rows match no employer has lost its ids. An unknown id may be another
 * employer's, but a row without any id is damaged: among 100 relationships or more, only a few are tolerated.
 */
const lostIds = {
  rows: 10,
  percent: 50,
  relationships: 100,
  relationshipsWithoutId: 3,
  withoutId: 5,
  withoutIdPercent: 1,
};

function checkUnknownRelationships(
  { contributions, namingNobody, relationships }: PlanFigures,
  { unknownRelationships: limit }: PlausibilityLimits,
): Finding {
  const { rows, unknown } = contributions;
  const isTooMany = rows >= limit.rows && unknown * 100 > rows * limit.percent;
  const troubles = [
    ...(relationships.rows >= lostIds.relationships && relationships.withoutId >= lostIds.relationshipsWithoutId
      ? [`relationships.csv: ${count(relationships.withoutId)} ids were spoiled by a spreadsheet`]
      : []),
    ...Object.entries(namingNobody).flatMap(([name, file]) => lostIdsOf(name, file, relationships.rows)),
  ];
  const sentence = `Contribution rows with an unknown relationship: ${share(unknown, rows)}`;
  return {
    holds: !isTooMany && troubles.length === 0,
    sentence: [withLimit(sentence, `at most ${limit.percent} %`, isTooMany), ...troubles].join("; "),
  };
}

function lostIdsOf(
  name: string,
  { rows, naming, withoutId }: PlanFigures["namingNobody"]["contributions"],
  relationships: number,
): string[] {
  if (rows >= lostIds.rows && naming * 100 > rows * lostIds.percent)
    return [`${name}.csv: ${count(naming)} of ${count(rows)} rows can be tied to nobody`];
  const isDamaged =
    relationships >= lostIds.relationships &&
    withoutId >= lostIds.withoutId &&
    withoutId * 100 > rows * lostIds.withoutIdPercent;
  return isDamaged
    ? [
        `${name}.csv: ${share(withoutId, rows)} rows have lost their ${name === "requests" ? "employer_id" : "relationship_id"}`,
      ]
    : [];
}

function checkContacts({ contacts }: PlanFigures, { contacts: limit }: PlausibilityLimits): Finding {
  const kinds = Object.entries(contacts);
  const bad = kinds.filter(([, { given, invalid }]) => given >= limit.rows && invalid * 100 > given * limit.percent);
  const shown = kinds.map(([kind, { given, invalid }]) => `${kind} ${share(invalid, given)}`);
  const sentence = `Contacts given that are invalid: ${shown.join(", ")}`;
  return { holds: bad.length === 0, sentence: withLimit(sentence, `at most ${limit.percent} %`, bad.length > 0) };
}

/** New manifests may withdraw only a few of the current notifications. */
export function checkWithdrawals(
  { standing, withdrawn }: WithdrawalCount,
  { withdrawals: limit }: Pick<PlausibilityLimits, "withdrawals">,
): Finding {
  if (standing === 0) return { holds: true, sentence: "No notification stands" };
  const holds = withdrawn <= limit.notifications || withdrawn * 100 <= standing * limit.percent;
  const sentence = `Of the notifications that stand ${share(withdrawn, standing)} would be withdrawn`;
  return {
    holds,
    sentence: withLimit(sentence, `at most ${limit.percent} %, or ${limit.notifications}`, !holds),
  };
}

function withLimit(sentence: string, limit: string, isShown: boolean): string {
  return isShown ? `${sentence}; expected: ${limit}` : sentence;
}

function percentOf(part: number, whole: number): number {
  return whole === 0 ? 0 : (part / whole) * 100;
}

function share(part: number, whole: number): string {
  return `${count(part)} of ${count(whole)}${whole === 0 ? "" : ` (${percentOf(part, whole).toFixed(1)} %)`}`;
}

function count(value: number): string {
  return value.toLocaleString("en-GB");
}
