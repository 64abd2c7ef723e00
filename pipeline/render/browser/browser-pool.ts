import { availableParallelism, totalmem } from "node:os";
import type { BrowserKit, HeadlessBrowser } from "./browser.ts";
import { closeBrowser } from "./heartbeat.ts";

/** Frames after which a browser is closed and opened anew, before it uses too much memory. */
const framesPerBrowser = 4_000;

/** Number of browsers for this machine, or for the container it runs in. */
export function browsersForMachine(): number {
  return browsersFor({
    processors: availableParallelism(),
    memoryBytes: totalmem(),
    limitBytes: process.constrainedMemory(),
  });
}

/**
 * One browser for each processor, as long as each has a gigabyte. `limitBytes` is what the process may use of the
 * memory: 0 without a limit, on some systems a very large number.
 */
export function browsersFor(machine: { processors: number; memoryBytes: number; limitBytes: number }): number {
  const limitBytes = machine.limitBytes > 0 ? machine.limitBytes : Number.POSITIVE_INFINITY;
  const gigabytes = Math.floor(Math.min(machine.memoryBytes, limitBytes) / 2 ** 30);
  return Math.max(1, Math.min(machine.processors, gigabytes, 32));
}

/** Browsers to be borrowed one at a time; opened when needed, closed after `framesPerBrowser` frames. */
export type BrowserPool = {
  borrow(): Promise<HeadlessBrowser>;
  /** Gives a working browser back after `frames` frames. */
  giveBack(browser: HeadlessBrowser, frames: number): Promise<void>;
  /** Closes a browser that may be broken. */
  discard(browser: HeadlessBrowser): Promise<void>;
  closeAll(): Promise<void>;
};

/** A pool of browsers of one kit. The caller limits how many are borrowed at once. */
export function browserPool(kit: BrowserKit): BrowserPool {
  const idle: HeadlessBrowser[] = [];
  const open = new Set<HeadlessBrowser>();
  const frames = new WeakMap<HeadlessBrowser, number>();

  const discard = async (browser: HeadlessBrowser) => {
    open.delete(browser);
    await closeBrowser(browser);
  };
  return {
    discard,
    async borrow() {
      const browser = idle.pop() ?? (await kit.open());
      open.add(browser);
      return browser;
    },
    async giveBack(browser, playedFrames) {
      const age = (frames.get(browser) ?? 0) + playedFrames;
      frames.set(browser, age);
      if (age >= framesPerBrowser) await discard(browser);
      else idle.push(browser);
    },
    async closeAll() {
      await Promise.all([...open].map(discard));
    },
  };
}
