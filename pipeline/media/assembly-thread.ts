import path from "node:path";
import { workerData } from "node:worker_threads";
import { syncFolder } from "../support/atomic-file.ts";
import { diskTroubleIn } from "../support/disk-trouble.ts";
import { type PlainError, plainError } from "../support/plain-error.ts";
import { assembleGuide } from "./assemble-guide.ts";
import type { AssembledGuide, AssemblyOptions, FailedGuide, GuidePlan } from "./guide-plan.ts";
import { segmentsFolder } from "./hls.ts";
import { sceneLru } from "./scene-lru.ts";

/** What a thread answers to a batch of plans. */
export type ThreadAnswer = { guides: AssembledGuide[]; failed: FailedGuide[]; fatal: PlainError | null };

const scenes = sceneLru(192 * 1024 * 1024);
const options = workerData as AssemblyOptions;

/** Called by piscina, in a thread of its own. */
export function assembleBatch(plans: GuidePlan[]): ThreadAnswer {
  return syncedAnswer(assembleEach(plans));
}

/** Files are synced when written, their directory entries here: before the ledger records them. */
function syncedAnswer(answer: ThreadAnswer): ThreadAnswer {
  try {
    syncFolder(path.join(options.videosFolder, segmentsFolder));
    syncFolder(options.videosFolder);
    return answer;
  } catch (error) {
    return { guides: [], failed: [], fatal: plainError(error as NodeJS.ErrnoException) };
  }
}

/** One guide that fails is listed and the others go on; a full disk ends the batch. */
function assembleEach(plans: GuidePlan[]): ThreadAnswer {
  const answer: ThreadAnswer = { guides: [], failed: [], fatal: null };
  for (const plan of plans) {
    try {
      answer.guides.push(...assembleGuide(plan, scenes, options));
    } catch (error) {
      if (diskTroubleIn(error)) return { ...answer, fatal: plainError(error as NodeJS.ErrnoException) };
      answer.failed.push({ videoId: plan.videoId, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  return answer;
}
