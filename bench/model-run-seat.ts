import { readFileSync } from "node:fs";
import { rootPath } from "../scripts/root.ts";
import type { Seat } from "../src/run/model/consult-team.ts";
import { systemPrompt } from "../src/run/model/system-prompt.ts";
import { seat } from "../tests/run/model/samples.ts";

/** A seat with a prompt of the usual length. */
export function benchSeat(): Seat {
  const [charter, agentBody] = ["agents/ECHO.md", "agents/retention-specialist.md"].map((file) => readFileSync(rootPath(file), "utf8"));
  const own = seat("retention-specialist");
  return {
    ...own,
    system: systemPrompt({
      charter: charter ?? "",
      agentName: own.agent,
      agentBody: agentBody ?? "",
      team: ["customer-success-manager", "sales-engineer"],
    }),
  };
}
