import { workerData } from "node:worker_threads";
import type { CampaignSettings } from "../../settings/campaign-settings.ts";
import { storyboardContextOf } from "./campaign-plan.ts";
import { guidePlanner } from "./guide-planner.ts";

/** Called by the thread pool, in a thread of its own. */
export const planBatch = guidePlanner(storyboardContextOf(workerData as CampaignSettings));
