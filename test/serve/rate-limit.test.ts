import { expect, test } from "vitest";
import { rateLimit } from "../../pipeline/serve/http/rate-limit.ts";

test("so many a minute for each, and again a minute later", () => {
  let at = 0;
  const isWithin = rateLimit(120, () => at);
  expect([isWithin("a", 50), isWithin("a", 50), isWithin("a", 20)]).toEqual([true, true, true]);
  expect([isWithin("a", 1), isWithin("b", 1)]).toEqual([false, true]);
  at = 59_999;
  expect(isWithin("a", 1)).toBe(false);
  at = 60_000;
  expect(isWithin("a", 120)).toBe(true);
});

test("what goes beyond is not counted", () => {
  const isWithin = rateLimit(10, () => 0);
  expect([isWithin("a", 8), isWithin("a", 5), isWithin("a", 2)]).toEqual([true, false, true]);
});

test("very many visitors in a minute take no more memory than many", () => {
  const isWithin = rateLimit(1, () => 0);
  for (let index = 0; index < 60_000; index++) expect(isWithin(String(index), 1)).toBe(true);
  // Those that were not of use for longest were forgotten.
  expect([isWithin("0", 1), isWithin("59999", 1)]).toEqual([true, false]);
});
