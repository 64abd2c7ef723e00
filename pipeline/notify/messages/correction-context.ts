import type { CorrectionReason } from "../../domain/correction.ts";
import { campaignInWords } from "../../domain/italian.ts";
import { adviceInWords } from "./advice-in-words.ts";
import type { Addressee } from "./channel-addresses.ts";
import type { GuideReference, NotifyContext } from "./message-context.ts";
import { type Escape, linkTarget, safeName } from "./safe-text.ts";

/** Somebody who was told and should not have been. */
export type WronglyTold = Addressee & {
  /** As a person would write it. */
  firstName: string;
  reason: CorrectionReason;
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
  const reasons = context.templates.corrections.reasons(employer.reason).all("text");
  return {
    firstName: quote(safeName(employer.firstName)),
    campaignMonth: campaignInWords(context.campaign),
    reasons,
    reason: reasons.join(" "),
    // Of a relationship that ended something may be open: then nobody says that nothing is to be done.
    isSettled: employer.reason !== "ended-relationship",
    senderName: quote(sender.name),
    website: sender.website,
    guideUrl: linkTarget(guide.guideUrl),
    safety: adviceInWords(context).safety,
  };
}
