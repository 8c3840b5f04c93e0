import { z } from "zod";
import { bounded } from "./bounded.ts";
import { defineTool } from "./tool.ts";

/** Names the metrics that may be measured. */
export const listMetricsTool = defineTool({
  name: "list_metrics",
  description: "Lists the metrics that the facts tool can measure, with what each means and may be called.",
  effect: "read",
  grant: "everyone",
  input: z.object({ search: z.string().max(80).optional().describe("only metrics whose name, title or words hold this") }),
  run: async ({ search }, { metrics }) => {
    const wanted = search?.toLowerCase() ?? "";
    const found = [...metrics.values()].filter((metric) =>
      [metric.name, metric.title, ...metric.words].some((text) => text.toLowerCase().includes(wanted)),
    );
    if (found.length === 0) return { text: `No metric holds "${wanted}". Call list_metrics without a search for all ${metrics.size}.` };
    const lines = found.map(
      (metric) =>
        `${metric.name} (${metric.about}, ${metric.unit}${metric.change === true ? ", change" : ""}): ${metric.title}; call it: ${metric.words.join(", ")}`,
    );
    return { text: bounded(lines, (shown) => `${shown} of ${lines.length} shown; narrow it with search`) };
  },
});
