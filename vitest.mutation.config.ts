import { defineConfig } from "vitest/config";

/** The tests of the domain alone: those of the layers above would kill mutants too, and take a hundred times as long. */
export default defineConfig({ test: { include: ["tests/domain/**/*.test.ts"], testTimeout: 30_000, env: { NO_COLOR: "1" } } });
