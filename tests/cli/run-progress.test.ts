import { describe, expect, it } from "vitest";
import { runProgress } from "../../src/cli/render/run-progress.ts";
import type { RunEvent, RunStep } from "../../src/run/model/run-event.ts";
import { toolCall } from "../../src/testing/model-server.ts";

const at = (run: string, agent: string, step: RunStep): RunEvent => ({ run, agent, ...step });
const opened: RunStep = { type: "opened", model: "m", prefix: "p", messages: [] };
const finished: RunStep = { type: "finished", stop: null };
const usage = { input: 1000, output: 200, cacheRead: 3000, cacheWrite: 0 };

function replied(...tools: string[]): RunStep {
  const content = tools.map((name) => toolCall(name, {}) as { type: "tool_use"; id: string; name: string; input: unknown });
  return { type: "replied", turn: 1, ms: 1, usd: null, reply: { content, stopReason: "end_turn", usage, model: "m" } };
}

describe("the agents at work", () => {
  it("each has a line, those it asked stand below it, and it goes when it has finished", () => {
    const progress = runProgress();
    const lines = (): string[] => progress.lines("*", 98);
    expect(lines()).toEqual([]);
    progress.take(at("1", "retention-specialist", opened));
    expect(lines()).toEqual(["* retention-specialist · thinking"]);
    progress.take(at("1", "retention-specialist", replied("facts", "facts", "sql")));
    expect(lines()).toEqual(["* retention-specialist · facts, sql · 4,200 tokens"]);
    progress.take(at("1.10", "product-engineer", opened));
    progress.take(at("1.2", "customer-support", opened));
    progress.take(at("1.2.1", "product-owner", opened));
    progress.take(at("1.2", "customer-support", replied("handoff")));
    expect(lines()).toEqual([
      "* retention-specialist · waiting · 4,200 tokens",
      "  * customer-support · waiting · 4,200 tokens",
      "    * product-owner · thinking",
      "  * product-engineer · thinking",
    ]);
    for (const run of ["1.2.1", "1.2", "1.10"]) progress.take(at(run, "x", finished));
    progress.take(at("1", "retention-specialist", replied()));
    expect(lines()).toEqual(["* retention-specialist · checking the answer · 8,400 tokens"]);
    progress.take(at("1", "retention-specialist", finished));
    expect(lines()).toEqual([]);
  });

  it("goes on where a tool has failed, and keeps to the width, whatever a model calls its tools", () => {
    const progress = runProgress();
    progress.take(at("1", "a", replied("x\u001B[2J\ny".repeat(40))));
    progress.take(at("1", "a", { type: "failed", message: "no" }));
    const [line = ""] = progress.lines("*", 50);
    expect(line).toHaveLength(50);
    expect(line).toMatch(/^\* a · x y.*…$/u);
    expect(line).not.toContain("\u001B");
  });
});
