import type { SelectedEmployer } from "../../domain/selected-employer.ts";
import type { PlanWriter } from "../../ledger/bulk/plan-contents.ts";
import type { CampaignSettings } from "../../settings/campaign-settings.ts";
import { threadPool } from "../../support/thread-pool.ts";
import { storyboardContextOf } from "./campaign-plan.ts";
import { guidePlanner, type PlannedBatch } from "./guide-planner.ts";

/** Of a campaign with fewer employers all guides are planned before a thread has started. */
const employersForThread = 100_000;

const employersInBatch = 250;

/** Batches that wait for the thread, so that memory stays flat. */
const mostWaiting = 8;

/** Takes selected employers by employer_id and writes their guides. */
export type GuidePlanning = {
  add(employer: SelectedEmployer): Promise<void>;
  /** Writes what is still waiting; gives the seconds that planning took. */
  finish(): Promise<number>;
  /** Ends the thread, also when it is at work. */
  close(): Promise<void>;
};

/** Plans guides while the caller goes on deciding: a large campaign's in a thread of its own. */
export function planInBatches(settings: CampaignSettings, employers: number, writer: PlanWriter): GuidePlanning {
  const planner = employers < employersForThread ? plannerHere(settings) : plannerInThread(settings);
  const planned: Promise<PlannedBatch>[] = [];
  let [batch, milliseconds]: [SelectedEmployer[], number] = [[], 0];
  const planBatch = () => {
    const answer = planner.plan(batch);
    // Awaited later: until then an error of it is not unhandled.
    answer.catch(() => {});
    planned.push(answer);
    batch = [];
  };
  const writeDownTo = async (waiting: number) => {
    while (planned.length > waiting) {
      const { scenes, videos, guides, milliseconds: taken } = (await planned.shift()) as PlannedBatch;
      milliseconds += taken;
      for (const scene of scenes) writer.addScene(scene);
      for (const video of videos) writer.addVideo(video);
      for (const guide of guides) writer.addGuide(guide);
    }
  };
  return {
    async add(employer) {
      batch.push(employer);
      if (batch.length < employersInBatch) return;
      planBatch();
      await writeDownTo(mostWaiting);
    },
    async finish() {
      planBatch();
      await writeDownTo(0);
      return Math.round(milliseconds) / 1000;
    },
    close: planner.close,
  };
}

type Planner = { plan(batch: SelectedEmployer[]): Promise<PlannedBatch>; close(): Promise<void> };

function plannerHere(settings: CampaignSettings): Planner {
  const planBatch = guidePlanner(storyboardContextOf(settings));
  return { plan: async (batch) => planBatch(batch), close: async () => {} };
}

/** One thread: what it answers to a batch depends on those before it. */
function plannerInThread(settings: CampaignSettings): Planner {
  const file = new URL("planning-thread.ts", import.meta.url);
  const thread = threadPool<SelectedEmployer[], PlannedBatch>({
    file,
    name: "planBatch",
    workerData: settings,
    size: 1,
  });
  return { plan: thread.run, close: thread.close };
}
