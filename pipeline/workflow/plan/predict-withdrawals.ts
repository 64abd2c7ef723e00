import type { WithdrawalCount } from "../../decide/plausibility.ts";
import { type Channel, channels } from "../../domain/notification.ts";
import { standingDelegates } from "../../ledger/bulk/delegate-notifications.ts";
import { recordedNotifications } from "../../ledger/bulk/notifications.ts";
import { guidesOf, type PlannedGuide } from "../../ledger/bulk/plan-contents.ts";
import { suppressedEmployers } from "../../ledger/bulk/suppressed.ts";
import type { Ledger } from "../../ledger/open-ledger.ts";
import { reachableChannels } from "../../notify/messages/channel-addresses.ts";
import { ascendingLookup } from "../../support/ascending-lookup.ts";
import { yieldToEventLoop } from "../../support/yield-to-event-loop.ts";
import { delegatesOfTold } from "../notify/delegates-of-told.ts";
import type { CampaignPlan } from "./campaign-plan.ts";

/**
 * How many of the notifications that stand a plan would withdraw, before anything is made of it: those of employers who
 * would not be told any more, and those on channels that are closed. Both sides come by employer_id and are read side by
 * side.
 */
export async function predictWithdrawals(ledger: Ledger, plan: CampaignPlan): Promise<WithdrawalCount> {
  const counts: WithdrawalCount = { standing: 0, withdrawn: 0 };
  const suppressed = new Set([...suppressedEmployers(ledger, plan.campaign)].map(({ employerId }) => employerId));
  let guides: Iterator<PlannedGuide> | null = null;
  let told: { employerId: string; channels: readonly Channel[] } = { employerId: "", channels };
  let isOver = false;
  try {
    for await (const { employerId, channel, state } of yieldToEventLoop(recordedNotifications(ledger, plan.campaign))) {
      if (state !== "written") continue;
      guides ??= guidesOf(ledger, plan);
      counts.standing += 1;
      while (!isOver && told.employerId < employerId) {
        const next = guides.next();
        isOver = next.done === true;
        if (!next.done) told = toldBy(next.value);
      }
      const isTold = told.employerId === employerId && !suppressed.has(employerId) && told.channels.includes(channel);
      if (!isTold) counts.withdrawn += 1;
    }
  } finally {
    guides?.return?.();
  }
  const delegates = await predictDelegates(ledger, plan, suppressed);
  return { standing: counts.standing + delegates.standing, withdrawn: counts.withdrawn + delegates.withdrawn };
}

/** The same of what delegates are told: who acts for nobody any more who would be told. */
async function predictDelegates(
  ledger: Ledger,
  plan: CampaignPlan,
  suppressed: ReadonlySet<string>,
): Promise<WithdrawalCount> {
  const counts: WithdrawalCount = { standing: 0, withdrawn: 0 };
  const [first] = standingDelegates(ledger, plan.campaign);
  if (first === undefined) return counts;
  const delegates = await delegatesOfTold(ledger, plan);
  try {
    for await (const { employer, failure } of yieldToEventLoop(guidesOf(ledger, plan)))
      if (failure === null && !suppressed.has(employer.employerId)) delegates?.add(employer.employerId);
    const told = ascendingLookup(delegates?.inOrder() ?? [], ({ delegateId }) => delegateId);
    for (const { delegateId } of standingDelegates(ledger, plan.campaign)) {
      counts.standing += 1;
      counts.withdrawn += Number(told.of(delegateId) === null);
    }
    told.close();
  } finally {
    delegates?.close();
  }
  return counts;
}

/** On which channels an employer will be told; on none when there is no guide to tell of. */
function toldBy({ employer, failure }: PlannedGuide): { employerId: string; channels: readonly Channel[] } {
  return { employerId: employer.employerId, channels: failure === null ? reachableChannels(employer) : [] };
}
