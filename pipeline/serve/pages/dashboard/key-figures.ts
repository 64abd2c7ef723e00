import { campaignInWords, decimal } from "../../../domain/italian.ts";
import type { CampaignReading } from "./campaign-reading.ts";
import { percentShown } from "./shown-value.ts";

/** The five figures that a director reads, by the institute's own names. */
export const keyFigures = [
  { label: "Destinatari", says: "datori di lavoro a cui spetta una guida", measure: "selected", of: null },
  {
    label: "Erogate",
    says: "guide pronte, con almeno un avviso",
    measure: "available",
    of: ["selected", "dei destinatari"],
  },
  {
    label: "Fruite",
    says: "guide di cui è stato avviato il video",
    measure: "played",
    of: ["available", "delle erogate"],
  },
  { label: "Interazioni", says: "servizi aperti dalle guide", measure: "interactions", of: null },
  { label: "Gradimento", says: "media delle valutazioni, da\u00a01\u00a0a\u00a05", measure: "rating_mean", of: null },
] as const;

/** The figures of a campaign, with the campaign before beside them where there is one. */
export function keyFiguresOf(chosen: CampaignReading, before: CampaignReading | null) {
  return keyFigures.map(({ label, says, measure, of }) => ({
    ...{ label, says, value: chosen.cell(measure).text },
    share: of === null ? "" : shareOf(chosen, measure, of),
    change: before ? changeOf(measure, chosen.number(measure), before.number(measure)) : null,
    before: before ? `${campaignInWords(before.campaign)}: ${before.cell(measure).text}` : "",
  }));
}

function shareOf(reading: CampaignReading, measure: string, [whole, ofWhole]: readonly [string, string]): string {
  const [part, all] = [reading.number(measure), reading.number(whole)];
  return part === null || !all ? "" : `${percentShown(part, all)} ${ofWhole}`;
}

/** A change in words, and which way it goes. */
type Change = { words: string; isMore: boolean; isLess: boolean };

/** `12 % in più`; null when one of the two is not shown. Of a mean the difference itself, not its percentage. */
export function changeOf(measure: string, now: number | null, before: number | null): Change | null {
  if (now === null || !before) return null;
  const isMean = measure === "rating_mean";
  const difference = isMean ? tenths(now) - tenths(before) : now - before;
  const size = isMean ? decimal(Math.abs(difference) / 10) : percentShown(Math.abs(difference), before);
  if (difference === 0 || size === percentShown(0, 1)) return { words: "come prima", isMore: false, isLess: false };
  const isMore = difference > 0;
  return { words: `${size} in ${isMore ? "più" : "meno"}`, isMore, isLess: !isMore };
}

/** As the mean is shown. */
function tenths(mean: number): number {
  return Math.round(mean * 10);
}
