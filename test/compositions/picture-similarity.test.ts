import { expect, test } from "vitest";
import { leastSimilarity, similarity } from "./picture-similarity.ts";

const size = { width: 64, height: 32 };
const picture = Uint8Array.from({ length: 64 * 32 }, (_, index) => (index % 64) * 3 + Math.floor(index / 64));

test("a picture is like itself", () => {
  expect(similarity(picture, picture, size)).toBeCloseTo(1);
  expect(leastSimilarity(picture, picture, size)).toBeCloseTo(1);
});

test("a change in a corner shows in the least alike part", () => {
  const changed = picture.with(10, 255).with(74, 255).with(138, 255);
  expect(similarity(picture, changed, size)).toBeGreaterThan(0.95);
  expect(leastSimilarity(picture, changed, size)).toBeLessThan(0.85);
});

test("pictures of different sizes are not alike", () => expect(similarity(picture, picture.slice(1), size)).toBe(0));
