import { clean, grouped } from "../../core/text.ts";
import type { RunEvent } from "../../run/model/run-event.ts";
import { cut } from "./cut.ts";

/** The agents that are at work on a question. */
export interface RunProgress {
  take(event: RunEvent): void;
  /** One line for each agent at work, those that it asked below it, none wider than `width`. `frame` moves. */
  lines(frame: string, width: number): string[];
}

interface AtWork {
  readonly agent: string;
  doing: string;
  tokens: number;
}

const THINKING = "thinking";
const INDENT = "  ";

/** Follows a run by its events. What was on record before, in a run that is taken up, is not among them. */
export function runProgress(): RunProgress {
  const agents = new Map<string, AtWork>();
  return {
    take: (event) => {
      if (event.type === "finished" || event.type === "failed") {
        // A tool that failed is told as one too, and its agent goes on.
        if (event.type === "finished") agents.delete(event.run);
        return;
      }
      const agent = agents.get(event.run) ?? { agent: event.agent, doing: THINKING, tokens: 0 };
      agents.set(event.run, agent);
      if (event.type === "tool-done" || event.type === "handed-off") agent.doing = THINKING;
      if (event.type !== "replied") return;
      const { usage, content } = event.reply;
      agent.tokens += usage.input + usage.cacheRead + usage.cacheWrite + usage.output;
      const tools = [...new Set(content.flatMap((block) => (block.type === "tool_use" ? [block.name] : [])))];
      agent.doing = tools.length === 0 ? "checking the answer" : tools.join(", ");
    },
    lines: (frame, width) => {
      const shown = [...agents].sort(([a], [b]) => inOrder(a, b));
      return shown.map(([run, { agent, doing, tokens }]) => {
        const asks = shown.some(([other]) => other.startsWith(`${run}.`));
        const used = tokens === 0 ? "" : ` · ${grouped(tokens)} tokens`;
        const line = `${INDENT.repeat(run.split(".").length - 1)}${frame} ${agent} · ${asks ? "waiting" : doing}${used}`;
        return cut(clean(line).replaceAll("\n", " "), width);
      });
    },
  };
}

/** 1, 1.1, 1.1.1, 1.2, 1.10. */
function inOrder(a: string, b: string): number {
  const [left, right] = [a, b].map((run) => run.split(".").map(Number));
  for (let at = 0; at < Math.max(left?.length ?? 0, right?.length ?? 0); at += 1) {
    const difference = (left?.[at] ?? -1) - (right?.[at] ?? -1);
    if (difference !== 0) return difference;
  }
  return 0;
}
