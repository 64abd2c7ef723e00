import type { CampaignMeasures } from "../../../measure/measure-campaigns.ts";
import { loadTemplate } from "../../../support/templates.ts";
import { type Assets, buildAssets } from "../../assets.ts";
import { chapterTitles } from "./chapter-titles.ts";
import { type DashboardOptions, dashboardPage } from "./dashboard-page.ts";

/** The dashboard of a campaign as one file that needs no other: it can be sent, kept and printed. */
export async function dashboardFile(
  campaigns: readonly CampaignMeasures[],
  options: Omit<DashboardOptions, "addressOf">,
): Promise<string> {
  const addressOf = (one: string) => `../../${one}/report/index.html`;
  const page = dashboardPage(campaigns, { ...options, addressOf, chapterTitles: chapterTitles() });
  const fill = loadTemplate("it/dashboard/dashboard.html.hbs");
  styles ??= buildAssets().then(stylesWithFonts);
  return fill({ ...page, sheets: [], css: await styles });
}

/** The same for all files that one process writes. */
let styles: Promise<string> | null = null;

/** All styles, with the fonts that they load in themselves. */
function stylesWithFonts({ styles, dashboardStyles, byAddress }: Assets): string {
  const css = [styles, dashboardStyles].map(({ content }) => Buffer.from(content).toString("utf8")).join("\n");
  return css.replaceAll(/url\("(fonts\/[^"]+)"\)/g, (whole, name: string) => {
    const font = byAddress.get(`/assets/${name}`);
    return font ? `url("data:${font.type};base64,${Buffer.from(font.content).toString("base64")}")` : whole;
  });
}
