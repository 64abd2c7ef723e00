import { expect, test } from "vitest";
import { browsersFor } from "../../pipeline/render/browser/browser-pool.ts";

const gigabyte = 2 ** 30;

test.each([
  { name: "one for each processor", processors: 4, memory: 16, limit: 0, browsers: 4 },
  { name: "one for each gigabyte of the machine", processors: 8, memory: 3.9, limit: 0, browsers: 3 },
  { name: "one for each gigabyte of the container", processors: 8, memory: 64, limit: 2, browsers: 2 },
  {
    name: "a container with a byte less than a gigabyte",
    processors: 8,
    memory: 64,
    limit: 1 - 1 / gigabyte,
    browsers: 1,
  },
  { name: "a limit above the memory there is", processors: 8, memory: 2, limit: 4, browsers: 2 },
  { name: "no limit, said as an enormous number", processors: 8, memory: 2, limit: 2 ** 63 / gigabyte, browsers: 2 },
  { name: "never more than 32", processors: 128, memory: 512, limit: 0, browsers: 32 },
  { name: "never none", processors: 1, memory: 0.5, limit: 0.25, browsers: 1 },
])("$name: $browsers", ({ processors, memory, limit, browsers }) => {
  const machine = { processors, memoryBytes: memory * gigabyte, limitBytes: limit * gigabyte };
  expect(browsersFor(machine)).toBe(browsers);
});
