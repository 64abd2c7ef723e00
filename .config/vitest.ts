import { defineConfig } from "vitest/config";

const isLong = process.env.VIDEOGUIDA_LONG_TESTS === "1";

export default defineConfig({
  test: {
    root: new URL("..", import.meta.url).pathname,
    include: isLong ? ["test/**/*.long.ts"] : ["test/**/*.test.ts", "test/**/*.test.tsx"],
    globalSetup: "test/support/run-folder.ts",
    testTimeout: isLong ? 900_000 : 120_000,
    hookTimeout: 300_000,
    // Two cores: more workers only make real browsers time out.
    maxWorkers: 2,
    reporters: ["default"],
  },
});
