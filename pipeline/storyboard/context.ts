import type { Day } from "../domain/day.ts";
import type { Config, ServiceLink } from "../settings/config.ts";
import type { TextSections } from "../support/text-sections.ts";

/** What all guides of a campaign have in common. */
export type StoryboardContext = Pick<Config, "accountStatement" | "calendar" | "help" | "latePayment" | "notices"> & {
  /** The day the position was judged on. */
  asOf: Day;
  /** Last day on which the guide can be watched. */
  availableUntil: Day;
  sender: { name: string; website: string };
  services: ServiceLink[];
  /** `templates/it/storyboard.txt`. */
  texts: TextSections;
};
