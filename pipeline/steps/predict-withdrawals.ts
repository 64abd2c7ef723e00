import type { WithdrawalCount } from "../decide/plausibility.ts";
import { type Channel, channels } from "../domain/notification.ts";
import type { SelectedEmployer } from "../domain/selected-employer.ts";
import { recordedNotifications } from "../ledger/notifications.ts";
import type { Ledger } from "../ledger/open-ledger.ts";
import { settledEmployers } from "../ledger/settled.ts";
import { reachableChannels } from "../notify/build-notifications.ts";
import { breathe } from "../support/breathe.ts";
import type { CampaignPlan } from "./campaign-plan.ts";
import { selectedEmployers } from "./selected-employers.ts";

/**
 * How many of the notifications that stand a plan would withdraw, before anything is made of it: those of employers who
 * would not be told any more, and those on channels that are closed. Both sides come by employer_id and are read side by
 * side.
 */
export async function predictWithdrawals(ledger: Ledger, plan: CampaignPlan): Promise<WithdrawalCount> {
  const counts: WithdrawalCount = { standing: 0, withdrawn: 0 };
  const settled = new Set([...settledEmployers(ledger, plan.campaign)].map(({ employerId }) => employerId));
  let selected: AsyncIterator<SelectedEmployer> | null = null;
  let told: { employerId: string; channels: readonly Channel[] } = { employerId: "", channels };
  let isOver = false;
  try {
    for await (const { employerId, channel, state } of breathe(recordedNotifications(ledger, plan.campaign))) {
      if (state !== "written") continue;
      selected ??= selectedEmployers(ledger, plan);
      counts.standing += 1;
      while (!isOver && told.employerId < employerId) {
        const next = await selected.next();
        isOver = next.done === true;
        if (!next.done) told = { employerId: next.value.employerId, channels: reachableChannels(next.value) };
      }
      const isTold = told.employerId === employerId && !settled.has(employerId) && told.channels.includes(channel);
      if (!isTold) counts.withdrawn += 1;
    }
  } finally {
    await selected?.return?.();
  }
  return counts;
}
