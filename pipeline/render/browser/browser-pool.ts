import { availableParallelism, totalmem } from "node:os";
import type { BrowserKit, HeadlessBrowser } from "./browser.ts";
import { closeBrowser } from "./heartbeat.ts";

/** Frames after which a browser is closed and opened anew, before it has grown too large. */
const framesPerBrowser = 4_000;

/** Browsers that suit this machine, or the container that it is shared with. */
export function browsersForMachine(): number {
  return browsersFor({
    processors: availableParallelism(),
    memoryBytes: totalmem(),
    limitBytes: process.constrainedMemory(),
  });
}

/**
 * One browser for each processor, as long as each has a gigabyte. `limitBytes` is what the process may use of the
 * memory: 0 without a limit, and some systems say an enormous number instead.
 */
export function browsersFor(machine: { processors: number; memoryBytes: number; limitBytes: number }): number {
  const limitBytes = machine.limitBytes > 0 ? machine.limitBytes : Number.POSITIVE_INFINITY;
  const gigabytes = Math.floor(Math.min(machine.memoryBytes, limitBytes) / 2 ** 30);
  return Math.max(1, Math.min(machine.processors, gigabytes, 32));
}

/** Browsers to be borrowed one at a time; opened when needed, renewed now and then. */
export type BrowserPool = {
  borrow(): Promise<HeadlessBrowser>;
  /** Gives a healthy browser back after `frames` frames. */
  giveBack(browser: HeadlessBrowser, frames: number): Promise<void>;
  /** Closes a browser that may be sick. */
  discard(browser: HeadlessBrowser): Promise<void>;
  closeAll(): Promise<void>;
};

/** A pool of browsers of one kit. The caller sees to it that not more are borrowed than the machine can bear. */
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
