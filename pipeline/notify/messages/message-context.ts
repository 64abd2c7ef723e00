import type { Day } from "../../domain/day.ts";
import type { SelectedEmployer } from "../../domain/selected-employer.ts";
import type { Config } from "../../settings/config.ts";
import type { MessageTemplates } from "./message-templates.ts";

/** The guide that an employer is told about. */
export type GuideReference = { videoId: string; guideUrl: string; availableUntil: Day };

/** What all notifications of a campaign have in common. */
export type NotifyContext = {
  campaign: string;
  /** The day the position was judged on. */
  asOf: Day;
  config: Config;
  templates: MessageTemplates;
};

/** Everything that one message may be made from. */
export type MessageParts = { employer: SelectedEmployer; guide: GuideReference; context: NotifyContext };
