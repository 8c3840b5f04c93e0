import { defineConfig } from "vitest/config";

/** The tests of the domain alone: those of the layers above would kill mutants too, and take a hundred times as long. */
export default defineConfig({
  test: {
    include: ["tests/domain/**/*.test.ts"],
    // Thousands of made-up tickets show how well patterns are found: seconds a run, and a mutant is caught by the small tests or not at all.
    exclude: ["tests/domain/patterns/find-patterns-planted.test.ts"],
    testTimeout: 30_000,
    env: { NO_COLOR: "1" },
  },
});
