import { type Day, dayOf, daysInMonth, partsOfDay } from "./day.ts";

/** Guides go out a month before the next quarter's payments begin. */
const campaignMonths = [2, 5, 8, 11];

/** True for `YYYY-MM` in a month in which guides go out. */
export function isCampaign(text: string): boolean {
  const parts = /^(\d{4})-(\d{2})$/.exec(text);
  return parts !== null && campaignMonths.includes(Number(parts[2]));
}

/** Last day of the campaign's month: by default the day on which positions are judged. */
export function lastDayOf(campaign: string): Day {
  const [year = 0, month = 0] = campaign.split("-").map(Number);
  return dayOf(year, month, daysInMonth(year, month));
}

/** The latest campaign month whose last day is not after today. */
export function latestCampaign(today: Day): string {
  const { year } = partsOfDay(today);
  const candidates = [year, year - 1].flatMap((candidate) =>
    campaignMonths.toReversed().map((month) => `${candidate}-${String(month).padStart(2, "0")}`),
  );
  const latest = candidates.find((campaign) => lastDayOf(campaign) <= today);
  if (!latest) throw new RangeError("every year has campaigns");
  return latest;
}
