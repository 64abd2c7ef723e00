import { enumeration, monthsOfQuarter, quarterName } from "../../domain/italian.ts";
import { partsOfQuarter, type Quarter } from "../../domain/quarter.ts";
import type { SelectedEmployer } from "../../domain/selected-employer.ts";
import { adviceInWords } from "./advice-in-words.ts";
import type { MessageParts } from "./message-context.ts";
import type { MessageTemplates } from "./message-templates.ts";
import { firstWorkers } from "./named-workers.ts";
import type { Escape } from "./safe-text.ts";

const room = { workers: 4, quarters: 12 };

/** A list names the months of so many quarters. */
const mostWithMonths = 6;

/** Whether the institute is looking at a request of theirs, be it about a quarter that is missing or not. */
export function isUnderReview({
  hasPendingRequest,
  inReview,
}: Pick<SelectedEmployer, "hasPendingRequest" | "inReview">): boolean {
  return hasPendingRequest || inReview.length > 0;
}

/**
 * What is said of a request that the institute is looking at, and which quarters are in review; null without a request.
 * Never what is missing of such a quarter: that is not held against anybody (contract, section 8, rule 1). A medium that
 * names no workers lists `quarters`, each once.
 */
export function reviewInWords({ employer, context }: MessageParts, quote: Escape) {
  if (!isUnderReview(employer)) return null;
  const { inReview } = employer;
  const { withQuarters, withoutQuarters } = adviceInWords(context).review;
  const { title, heading, texts, after } = inReview.length > 0 ? withQuarters : withoutQuarters;
  const quarters = quartersInReview(employer);
  const withMonths = inReview.flatMap((worker) => worker.quarters).length <= mostWithMonths;
  const { reviewQuarter } = context.templates;
  const inWords = (named: readonly { quarter: Quarter }[]) =>
    enumeration(named.map(({ quarter }) => quarterInWords({ quarter, withMonths }, reviewQuarter)));
  return {
    ...{ title, heading, texts, after },
    hasQuarters: quarters.length > 0,
    quarters: quarters.slice(0, room.quarters).map((one) => quarterInWords({ ...one, withMonths }, reviewQuarter)),
    hasMoreQuarters: quarters.length > room.quarters,
    ...firstWorkers(inReview, room, { quote, inWords }),
  };
}

/** A quarter in review; without workers it has to be told from the same quarter of another relationship, which is owed. */
type QuarterInReview = { quarter: Quarter; isOwedElsewhere: boolean; isOfOneRelationship: boolean };

/** Oldest first, each once. */
function quartersInReview({ inReview, workers }: SelectedEmployer): QuarterInReview[] {
  const owed = new Set(workers.flatMap((worker) => worker.quarters.map(({ quarter }) => quarter)));
  const byQuarter = Map.groupBy(
    inReview.flatMap((worker) => worker.quarters),
    ({ quarter }) => quarter,
  );
  return [...byQuarter]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([quarter, entries]) => ({
      quarter,
      isOwedElsewhere: owed.has(quarter),
      isOfOneRelationship: entries.length === 1,
    }));
}

type QuarterWording = { quarter: Quarter; withMonths: boolean } & Partial<QuarterInReview>;

function quarterInWords(wording: QuarterWording, template: MessageTemplates["reviewQuarter"]): string {
  const { quarter, withMonths, isOwedElsewhere = false, isOfOneRelationship = true } = wording;
  const months = monthsOfQuarter(partsOfQuarter(quarter).number);
  return template({ name: quarterName(quarter), months, withMonths, isOwedElsewhere, isOfOneRelationship }).trim();
}
