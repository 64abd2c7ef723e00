import { expect, test } from "vitest";
import { keptResult } from "../../../pipeline/measure/thread/kept-result.ts";

/** Counts how often it is asked; each time takes so many milliseconds of a clock that is set by hand. */
function counter(took: number) {
  const clock = { now: 0, found: 0, fails: false };
  const kept = keptResult(
    async () => {
      clock.now += took;
      await Promise.resolve();
      if (clock.fails) throw new Error("no");
      clock.found += 1;
      return clock.found;
    },
    () => clock.now,
  );
  return { clock, get: kept.get };
}

test("who asks at the same time gets the same; what is found soon is found anew", async () => {
  const { get } = counter(1_000);
  expect(await Promise.all([get(), get(), get()])).toEqual([1, 1, 1]);
  expect(await get()).toBe(2);
});

test("what took long is given again for nine times as long", async () => {
  const { clock, get } = counter(1_001);
  expect(await get()).toBe(1);
  clock.now += 9 * 1_001;
  expect(await get()).toBe(1);
});

test("who would wait long gets what was found before, and the next gets the new", async () => {
  const { clock, get } = counter(20_000);
  expect(await get()).toBe(1);
  clock.now += 180_001;
  expect(await get()).toBe(1);
  await new Promise(setImmediate);
  expect(await get()).toBe(2);
});

test("what is older than ten minutes is shown to nobody", async () => {
  const { clock, get } = counter(20_000);
  await get();
  clock.now += 600_001;
  expect(await get()).toBe(2);
});

test("an error is not kept", async () => {
  const { clock, get } = counter(100);
  clock.fails = true;
  await expect(get()).rejects.toThrow("no");
  clock.fails = false;
  expect(await get()).toBe(1);
});
