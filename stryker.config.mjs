// Mutation testing of the pure domain code: `npm run mutation`, or `npm run mutation -- --mutate "src/domain/renewals/**"` for a part.
export default {
  testRunner: "vitest",
  vitest: { configFile: "vitest.mutation.config.ts", related: true },
  plugins: ["@stryker-mutator/vitest-runner"],
  mutate: ["src/domain/**/*.ts"],
  coverageAnalysis: "perTest",
  // What runs once when a module is loaded (tables of words and rules) would need the whole suite for every mutant.
  ignoreStatic: true,
  incremental: true,
  incrementalFile: ".stryker/incremental.json",
  tempDirName: ".stryker/tmp",
  reporters: ["clear-text", "progress", "json"],
  jsonReporter: { fileName: ".stryker/mutation.json" },
  clearTextReporter: { reportTests: false, allowColor: false },
  thresholds: { high: 95, low: 85, break: 85 },
  concurrency: 2,
  timeoutMS: 20_000,
};
