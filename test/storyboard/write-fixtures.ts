import { writeFileSync } from "node:fs";
import { buildStoryboard } from "../../pipeline/storyboard/build-storyboard.ts";
import { launchTexts } from "../../pipeline/storyboard/launch-texts.ts";
import { loadTextSections } from "../../pipeline/support/text-sections.ts";
import { campaignOfMay, servicesOfProfiles } from "./context.ts";
import { cases } from "./employers.ts";

/**
 * What a fixture must contain: the storyboard of an invented employer, as the program builds it today. With services for
 * categories of people, which change nothing for those who are in none.
 */
export function fixtureText(name: string): string {
  const employer = cases[name];
  if (!employer) throw new RangeError(`no case ${name}`);
  const context = campaignOfMay({ services: servicesOfProfiles });
  return `${JSON.stringify(buildStoryboard(employer, context), null, 2)}\n`;
}

/** What Studio shows of the launch campaign. */
export function launchFixtureText(): string {
  const { sender } = campaignOfMay();
  return `${JSON.stringify(launchTexts(sender, loadTextSections("it/launch.txt")), null, 2)}\n`;
}

// Run this file to write fixtures/storyboards anew after a text was changed.
if (import.meta.main) {
  for (const name of Object.keys(cases)) {
    writeFileSync(new URL(`../../fixtures/storyboards/${name}.json`, import.meta.url), fixtureText(name));
  }
  writeFileSync(new URL("../../fixtures/storyboards/launch/launch.json", import.meta.url), launchFixtureText());
}
