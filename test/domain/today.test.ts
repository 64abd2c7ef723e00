import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { todayInRome } from "../../pipeline/domain/day.ts";

test.each([
  { name: "winter, the last moment of a day", now: "2026-01-15T22:59:59.999Z", today: "2026-01-15" },
  { name: "winter, midnight in Rome is 23:00 UTC", now: "2026-01-15T23:00:00.000Z", today: "2026-01-16" },
  { name: "summer, the last moment of a day", now: "2026-07-15T21:59:59.999Z", today: "2026-07-15" },
  { name: "summer, midnight in Rome is 22:00 UTC", now: "2026-07-15T22:00:00.000Z", today: "2026-07-16" },
  { name: "the year ends an hour before that of UTC", now: "2026-12-31T23:00:00.000Z", today: "2027-01-01" },
  { name: "the night the clocks go forward", now: "2026-03-29T22:00:00.000Z", today: "2026-03-30" },
])("today in Rome: $name", ({ now, today }) => {
  expect(todayInRome(new Date(now))).toBe(today);
});

test.each(["Pacific/Auckland", "America/Los_Angeles", "UTC"])("a machine in %s has the day of Rome", (zone) => {
  const module = fileURLToPath(new URL("../../pipeline/domain/day.ts", import.meta.url));
  const program = `import { todayInRome } from ${JSON.stringify(module)};
    console.log(todayInRome(new Date("2026-05-31T21:59:59Z")), todayInRome(new Date("2026-05-31T22:00:00Z")));`;
  const { stdout } = spawnSync(process.execPath, ["--input-type=module", "--eval", program], {
    env: { ...process.env, TZ: zone },
    encoding: "utf8",
  });
  expect(stdout).toBe("2026-05-31 2026-06-01\n");
});
