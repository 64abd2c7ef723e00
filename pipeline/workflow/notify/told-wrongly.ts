import type { DecisionRules } from "../../decide/decision-rules.ts";
import { contactsOf } from "../../decide/describe-selected.ts";
import { reasonToCorrect } from "../../decide/told-wrongly.ts";
import type { Day } from "../../domain/day.ts";
import { showFirstName } from "../../domain/first-name.ts";
import type { Channel } from "../../domain/notification.ts";
import type { EmployerPosition } from "../../domain/position.ts";
import { type CorrectionCandidate, correctionCandidates } from "../../ledger/bulk/corrections.ts";
import { positionsOf } from "../../ledger/bulk/positions.ts";
import type { Ledger } from "../../ledger/open-ledger.ts";
import { correctionChannels } from "../../notify/messages/build-corrections.ts";
import type { WronglyTold } from "../../notify/messages/correction-context.ts";
import { yieldToEventLoop } from "../../support/yield-to-event-loop.ts";
import { type CampaignPlan, rulesOf } from "../plan/campaign-plan.ts";

/** A plan as far as it says who was told wrongly. */
type JudgedPlan = Pick<CampaignPlan, "campaign" | "plan" | "snapshot" | "asOf" | "config">;

/** Somebody who was told wrongly, and where they are to be told so that have not been yet, at least one channel. */
export type AwaitsCorrection = { employer: WronglyTold; channels: Channel[] };

/**
 * The employers who were told wrongly (`reasonToCorrect`) and have not been told so on every channel that reached them, by
 * employer_id. Memory stays flat; positions are read, as one stream, only when anybody may be concerned.
 */
export async function* awaitingCorrection(ledger: Ledger, plan: JudgedPlan): AsyncGenerator<AwaitsCorrection> {
  const candidates = correctionCandidates(ledger, plan);
  try {
    const rulesOn = rulesByDay(plan);
    let next = candidates.next();
    if (next.done) return;
    for await (const { employerKey, position } of yieldToEventLoop(positionsOf(ledger, plan.snapshot))) {
      if (employerKey !== next.value.employerKey) continue;
      const awaits = judge(next.value, position, rulesOn, plan.asOf);
      if (awaits !== null) yield awaits;
      next = candidates.next();
      if (next.done) return;
    }
  } finally {
    candidates.return(undefined);
  }
}

/** How many employers the next manifests will have a correction for; reads positions as they do. */
export async function countAwaitingCorrection(ledger: Ledger, plan: JudgedPlan): Promise<number> {
  let count = 0;
  for await (const _employer of awaitingCorrection(ledger, plan)) count += 1;
  return count;
}

function judge(
  { toldAsOf, reached, corrected, told }: CorrectionCandidate,
  position: EmployerPosition,
  rulesOn: (day: Day) => DecisionRules,
  asOf: Day,
): AwaitsCorrection | null {
  const reason = reasonToCorrect(position, told, { whenTold: rulesOn(toldAsOf), now: rulesOn(asOf) });
  // Who was told in MyINPS because nothing else could be used is not told again when it can.
  const hasFallback = corrected.includes("myinps") && !reached.includes("myinps");
  if (reason === null || hasFallback) return null;
  const { employerId } = position;
  const firstName = showFirstName(position.firstName);
  const employer = { employerId, firstName, contacts: contactsOf(position), reason };
  const channels = correctionChannels(employer, reached).filter((channel) => !corrected.includes(channel));
  return channels.length === 0 ? null : { employer, channels };
}

/** The rules of a plan on other days; people were told by few different ones. */
function rulesByDay({ config }: JudgedPlan): (day: Day) => DecisionRules {
  const known = new Map<Day, DecisionRules>();
  return (asOf) => {
    const rules = known.get(asOf) ?? rulesOf({ asOf, audience: "all", config });
    known.set(asOf, rules);
    return rules;
  };
}
