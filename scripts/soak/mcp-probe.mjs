/**
 * Loaded into the soak's MCP server with --import and --expose-gc: asked by SIGUSR2 it collects its garbage, then writes what is left beside the
 * book, so that what is held is told from what only waits to be collected.
 */
import { renameSync, writeFileSync } from "node:fs";

const file = process.env["SOAK_PROBE"];
let asked = 0;

process.on("SIGUSR2", () => {
  globalThis.gc?.();
  asked += 1;
  writeFileSync(`${file}.new`, JSON.stringify({ asked, held: process.memoryUsage().heapUsed }));
  renameSync(`${file}.new`, file);
});
