import { exitCodes } from "../domain/errors.ts";

/** The first signal asks the work to stop; the second exits at once, which loses no finished work either. */
export function interruptions(onFirst: () => void): { signal: AbortSignal; stop: () => void } {
  const controller = new AbortController();
  const onSignal = () => {
    if (controller.signal.aborted) process.exit(exitCodes.interrupted);
    // Here, because Remotion's own listener may exit right after.
    onFirst();
    controller.abort();
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const name of signals) process.prependListener(name, onSignal);
  return {
    signal: controller.signal,
    stop: () => {
      for (const name of signals) process.removeListener(name, onSignal);
    },
  };
}
