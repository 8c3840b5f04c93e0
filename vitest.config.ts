import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    globalSetup: ["tests/global-setup.ts"],
    // Half of two cores would lie idle: vitest leaves one to itself.
    maxWorkers: "100%",
    testTimeout: 60_000,
    hookTimeout: 120_000,
    env: { NO_COLOR: "1" },
    coverage: {
      provider: "v8",
      include: ["src/**/*.ts"],
      exclude: ["src/cli/**", "src/testing/**"],
      reporter: ["text-summary", "json-summary"],
      thresholds: { lines: 92, "src/domain/**": { lines: 95 } },
    },
  },
});
