import type { CampaignReading } from "./campaign-reading.ts";

/** `2. Come pagare`. */
export function chapterName({ chapterTitles }: Pick<CampaignReading, "chapterTitles">, number: string): string {
  const title = chapterTitles[Number(number) - 1];
  return title === undefined ? `Capitolo ${number}` : `${number}. ${title}`;
}
