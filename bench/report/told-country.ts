import path from "node:path";
import { settingsFrom } from "../../pipeline/cli/options.ts";
import { day } from "../../pipeline/domain/day.ts";
import type { Channel } from "../../pipeline/domain/notification.ts";
import type { SelectedEmployer } from "../../pipeline/domain/selected-employer.ts";
import { type NotificationRecord, saveNotifications } from "../../pipeline/ledger/bulk/notifications.ts";
import { guidesOf } from "../../pipeline/ledger/bulk/plan-contents.ts";
import { openExistingLedger } from "../../pipeline/ledger/open-ledger.ts";
import { findCampaign } from "../../pipeline/ledger/queries/plans.ts";
import { notificationId } from "../../pipeline/notify/notification-id.ts";
import { sha256Hex } from "../../pipeline/support/hash.ts";
import { guideTokenKey } from "../../pipeline/workflow/notify/token-key.ts";
import { writeUnpaidExtracts } from "../../test/extract/unpaid-extracts.ts";
import { runProgram } from "../render/program.ts";

/** Of the invented people nearly nine of ten have somebody in their employ now. */
const employersForOneSelected = 1 / 0.885;

/**
 * A campaign in whose ledger about so many people were told, as after `run`: planned by the program, and told without
 * videos and manifests, which no report looks at and which would take hours and 30 GB. Returns how many were told.
 */
export async function tellCountry(out: string, campaign: string, people: number): Promise<number> {
  const extracts = path.join(out, "extracts");
  await writeUnpaidExtracts(extracts, Math.round(people * employersForOneSelected));
  const words = ["--extracts", extracts, "--campaign", campaign, "--package", "hls", "--accept", "all", "--out", out];
  runProgram("plan", ...words, "--quiet");
  const ledger = await openExistingLedger(out);
  try {
    await guideTokenKey(ledger, settingsFrom({ campaign, out }, day("2026-06-01")));
    const plan = await findCampaign(ledger, campaign);
    if (plan === null) throw new Error("nothing was planned");
    let told = 0;
    const counted = function* () {
      for (const { employer, videoId } of guidesOf(ledger, plan)) {
        if (videoId === null) continue;
        told += 1;
        yield* notificationsFor(employer, campaign, videoId);
      }
    };
    await saveNotifications(
      ledger,
      { campaign, version: 1, asOf: plan.asOf },
      { notifications: counted(), delegates: [], corrections: [] },
    );
    return told;
  } finally {
    await ledger.close();
  }
}

function notificationsFor({ employerId, contacts }: SelectedEmployer, campaign: string, videoId: string) {
  const on: Record<Channel, unknown> = {
    ...{ myinps: true, sms: contacts.mobile, email: contacts.email, io: contacts.io },
    "inps-mobile": contacts.inpsMobile,
  };
  const told = (Object.keys(on) as Channel[]).filter((channel) => on[channel]);
  return told.map((channel): NotificationRecord => {
    const id = notificationId(campaign, employerId, channel);
    return { notificationId: id, employerId, channel, videoId, contentSha256: sha256Hex(id), tokenSha256: null };
  });
}
