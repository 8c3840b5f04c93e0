import { agentsTarget } from "./agents-target.ts";
import { importTarget } from "./import-target.ts";
import { mcpClientTarget } from "./mcp-client-target.ts";
import { mcpHttpTarget } from "./mcp-http-target.ts";
import { mcpServerTarget } from "./mcp-server-target.ts";
import { sseTarget } from "./sse-target.ts";
import type { FuzzTarget } from "./target.ts";
import { tasksTarget } from "./tasks-target.ts";

/** Everything that `scripts/fuzz.ts` puts to the test. */
export const TARGETS: readonly FuzzTarget[] = [
  agentsTarget,
  tasksTarget,
  sseTarget,
  mcpServerTarget,
  mcpHttpTarget,
  mcpClientTarget,
  importTarget,
];
