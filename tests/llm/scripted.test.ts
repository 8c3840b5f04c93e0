import { describe, expect, it } from "vitest";
import { ScriptedModel, toolUse } from "../../src/llm/scripted.ts";

const request = { model: "m", system: [], messages: [], tools: [], maxTokens: 1 };

describe("ScriptedModel", () => {
  it("answers in order, keeps frozen copies and says which call was not expected", async () => {
    const model = new ScriptedModel("one").enqueue({ content: [toolUse("facts", {})] }, new Error("down"));
    const messages = [{ role: "user" as const, content: [] }];
    expect((await model.complete({ ...request, messages })).stopReason).toBe("end_turn");
    messages.length = 0;
    expect(model.calls[0]?.messages).toHaveLength(1);
    expect(Object.isFrozen(model.calls[0]?.messages)).toBe(true);
    expect((await model.complete(request)).stopReason).toBe("tool_use");
    await expect(model.complete(request)).rejects.toThrow("down");
    await expect(model.complete(request)).rejects.toThrow(/Call 3 .* 3 are scripted/u);
  });

  it("streams in pieces and obeys an abort", async () => {
    const pieces: string[] = [];
    await new ScriptedModel("a longer text").complete(request, { onText: (piece) => void pieces.push(piece) });
    expect(pieces).toEqual(["a longe", "r text"]);
    await expect(new ScriptedModel("x").complete(request, { signal: AbortSignal.abort(new Error("stop")) })).rejects.toThrow("stop");
  });
});
