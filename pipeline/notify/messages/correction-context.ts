import type { CorrectionReason } from "../../domain/correction.ts";
import type { Day } from "../../domain/day.ts";
import { campaignInWords, capitalised, toDate } from "../../domain/italian.ts";
import { adviceInWords } from "./advice-in-words.ts";
import type { Addressee } from "./channel-addresses.ts";
import type { GuideReference, NotifyContext } from "./message-context.ts";
import type { Escape } from "./message-values.ts";
import { linkTarget, safeName } from "./safe-text.ts";

/** Somebody who was told and should not have been. */
export type WronglyTold = Addressee & {
  /** As a person would write it. */
  firstName: string;
  reason: CorrectionReason;
  /** The day on which the position that they were told first was judged. */
  toldAsOf: Day;
};

/** Everything that the message to them may be made from; `guide` is their page. */
export type CorrectionParts = {
  employer: WronglyTold;
  guide: Omit<GuideReference, "videoId">;
  context: NotifyContext;
};

/** Values for the templates of corrections; names are escaped by `quote`. */
export function correctionValues({ employer, guide, context }: CorrectionParts, quote: Escape) {
  const { sender } = context.config;
  const toToldCapitalised = capitalised(toDate(employer.toldAsOf));
  const reasons = context.templates.corrections.reasons(employer.reason, { toToldCapitalised }).all("text");
  return {
    firstName: quote(safeName(employer.firstName)),
    campaignMonth: campaignInWords(context.campaign),
    reasons,
    reason: reasons.join(" "),
    senderName: quote(sender.name),
    website: sender.website,
    guideUrl: linkTarget(guide.guideUrl),
    safety: adviceInWords(context).safety,
  };
}
