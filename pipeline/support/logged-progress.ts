import type { EventLog } from "./event-log.ts";
import type { Progress } from "./progress.ts";

/** The same progress, which also stands in the log: two events for each piece of work, the second with its seconds. */
export function loggedProgress(progress: Progress, log: EventLog): Progress {
  return {
    start(label, total, unit) {
      const task = progress.start(label, total, unit);
      const startedAt = performance.now();
      let count = 0;
      log.write("task-started", { label, total, unit });
      return {
        advance(more = 1) {
          count += more;
          task.advance(more);
        },
        finish(note) {
          task.finish(note);
          const seconds = Math.round(performance.now() - startedAt) / 1000;
          log.write("task-ended", { label, count, unit, seconds, ...(note === undefined ? {} : { note }) });
        },
      };
    },
    say(line) {
      progress.say(line);
      log.write("note", { sentence: line });
    },
  };
}
