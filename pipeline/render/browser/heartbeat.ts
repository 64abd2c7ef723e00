import type { HeadlessBrowser } from "./browser.ts";

const milliseconds = { betweenBeats: 2_000, forAnAnswer: 12_000, forClosing: 5_000 };

/** A browser ended, or does not answer any more. */
export class BrowserLostError extends Error {}

/**
 * Does work with a browser for as long as the browser answers. The renderer can wait for ever for a browser that was
 * killed; this calls `abandon` and throws within seconds instead.
 */
export async function whileAlive<Result>(
  browser: HeadlessBrowser,
  work: Promise<Result>,
  abandon: () => void,
): Promise<Result> {
  const beat = startHeartbeat(browser);
  try {
    return await Promise.race([work, beat.stopped]);
  } catch (error) {
    // Avoids an unhandled rejection; the result is unused.
    work.catch(() => {});
    abandon();
    throw error;
  } finally {
    beat.end();
  }
}

/** True when the browser answers; it may be busy for a while. */
export async function isAnswering(browser: HeadlessBrowser): Promise<boolean> {
  return within(milliseconds.forAnAnswer, ping(browser)).then(
    () => true,
    () => false,
  );
}

/** A command without effect: it was already sent when the browser was opened. */
function ping(browser: HeadlessBrowser): Promise<unknown> {
  return browser.connection.send("Target.setDiscoverTargets", { discover: true });
}

/** Closes a browser; one that does not close in time is not awaited and ends with this process. */
export async function closeBrowser(browser: HeadlessBrowser): Promise<void> {
  await within(milliseconds.forClosing, browser.close({ silent: true })).catch(() => {});
}

function startHeartbeat(browser: HeadlessBrowser): { stopped: Promise<never>; end: () => void } {
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  const stopped = new Promise<never>((_, reject) => {
    const listen = async () => {
      if (!(await isAnswering(browser))) reject(new BrowserLostError("the browser ended or stopped answering"));
      else if (!isOver) timer = setTimeout(listen, milliseconds.betweenBeats);
    };
    timer = setTimeout(listen, milliseconds.betweenBeats);
  });
  stopped.catch(() => {});
  return {
    stopped,
    end: () => {
      isOver = true;
      clearTimeout(timer);
    },
  };
}

async function within<Result>(limit: number, work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer")), limit);
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
