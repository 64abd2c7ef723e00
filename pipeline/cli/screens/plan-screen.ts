import type { CheckResult } from "../../domain/plausibility.ts";
import type { CampaignSummary } from "../../report/campaign-summary.ts";
import type { UnrenderableName } from "../../storyboard/unrenderable-names.ts";
import { duration } from "../../support/terminal.ts";
import { ImplausibleError } from "../../workflow/plan/assert-plausible.ts";

/** What was decided, what a run would take and which names it would leave out, on one screen. */
export function planScreen(
  { campaign, as_of, settings, extracts, checks, decisions, plan }: CampaignSummary,
  unrenderable: UnrenderableName[],
): string {
  return [
    `Campaign ${campaign}, position of ${as_of}${settingsNote(settings)}`,
    "",
    "Extracts                                       rows      accepted      rejected  left blank",
    ...extracts.map(({ file, rows, accepted, rejected, field_issues }) =>
      row(file, rows, accepted, rejected, field_issues),
    ),
    "",
    ...checkLines(checks),
    "",
    "Decisions",
    ...(["selected", "excluded", "withheld"] as const).flatMap((decision) =>
      Object.entries(decisions[decision]).map(([reason, count]) => row(`  ${decision} (${reason})`, count)),
    ),
    ...(plan ? ["", "A run would take", ...planLines(plan)] : []),
    ...(plan && unrenderable.length > 0 ? ["", ...nameLines(plan.names_that_cannot_be_set.count, unrenderable)] : []),
  ].join("\n");
}

/** Reminds of what keeps guides from employers: `--limit`, meant for trials, and `--holdout`. */
export function settingsNote({ limit, holdout_percent: heldOut }: CampaignSummary["settings"]): string {
  const onlyFirst =
    limit === null ? "" : `, only the first ${limit.toLocaleString("en-GB")} selected employers (--limit)`;
  return heldOut === 0 ? onlyFirst : `${onlyFirst}, ${heldOut} % held out (--holdout)`;
}

/** All checks with their figures, also those that hold. */
function checkLines(checks: readonly (CheckResult & { accepted?: boolean })[]): string[] {
  const verdict = ({ holds, accepted }: (typeof checks)[number]) => (holds ? "holds" : accepted ? "ACCEPTED" : "FAILS");
  return [
    "Checks",
    ...checks.map((check) => `  ${check.name.padEnd(23)}${verdict(check).padEnd(10)}${check.sentence}`),
  ];
}

/** Does work that runs the plausibility checks; when some fail, all are printed before the error. */
export async function showingChecks<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ImplausibleError) process.stdout.write(`${checkLines(error.checks).join("\n")}\n`);
    throw error;
  }
}

function planLines(plan: NonNullable<CampaignSummary["plan"]>): string[] {
  return [
    row("  employers with a guide", plan.guides),
    row("  different guides", plan.stories),
    row("  different scenes", plan.scenes),
    row("    of them in the cache", plan.scenes_in_cache),
    `  length of all guides                      ${duration(plan.seconds_of_video)}`,
    `  about this long                           ${duration(plan.estimated_render_seconds)}`,
    `  about so many bytes                       ${bytes(plan.estimated_bytes.mp4)} as mp4, ${bytes(plan.estimated_bytes.hls)} as hls`,
  ];
}

function nameLines(count: number, unrenderable: UnrenderableName[]): string[] {
  const examples = unrenderable.map(
    ({ employerId, of, reason }) => `  ${employerId.padEnd(18)}${of.padEnd(10)}${reason}`,
  );
  const others = count - unrenderable.length;
  return [
    row("Names that cannot be set and are left out", count),
    ...examples,
    ...(others > 0 ? [`  and ${others.toLocaleString("en-GB")} more`] : []),
  ];
}

function row(label: string, ...counts: number[]): string {
  const [first = 0, ...others] = counts.map((count) => count.toLocaleString("en-GB"));
  return [label.padEnd(42), String(first).padStart(9), ...others.map((count) => String(count).padStart(14))].join("");
}

function bytes(count: number): string {
  if (count < 1e6) return `${Math.ceil(count / 1e3)} kB`;
  return count < 1e9 ? `${Math.round(count / 1e6)} MB` : `${(count / 1e9).toFixed(1)} GB`;
}
