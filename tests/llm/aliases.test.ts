import { describe, expect, it } from "vitest";
import { modelForAgent, nearestModel, resolveModel } from "../../src/llm/aliases.ts";

describe("resolveModel", () => {
  it.each([
    ["haiku", "claude-haiku-5-5"],
    ["Sonnet", "claude-sonnet-5-5"],
    ["claude-opus-4-8", "claude-opus-4-8"],
  ])("%s → %s", (name, id) => expect(resolveModel(name)).toBe(id));

  it("follows overrides, new aliases too", () => {
    expect(resolveModel("haiku", { haiku: "local-7b" })).toBe("local-7b");
    expect(resolveModel("local-7b", { haiku: "local-7b" })).toBe("local-7b");
  });

  it.each(["sonet", "gpt-5", "constructor", "", "claude-"])("refuses %j with what is allowed", (name) => {
    expect(() => resolveModel(name)).toThrow(expect.objectContaining({ code: "unknown-model", exitCode: 1 }));
  });

  it("guesses what was meant", () => {
    expect(() => resolveModel("sonet")).toThrow(
      expect.objectContaining({ detail: expect.objectContaining({ fix: expect.stringContaining("sonnet") }) }),
    );
  });
});

describe("modelForAgent", () => {
  it("prefers the person's choice, then the agent's, then sonnet", () => {
    expect(modelForAgent("opus", "haiku")).toBe("claude-opus-5-5");
    expect(modelForAgent(undefined, "haiku")).toBe("claude-haiku-5-5");
    expect(modelForAgent(undefined, "inherit")).toBe("claude-sonnet-5-5");
  });
});

describe("nearestModel", () => {
  const known = ["claude-haiku-5-5", "claude-sonnet-5", "claude-sonnet-5-10", "claude-sonnet-5-5", "our-own-model"];

  it.each([
    ["claude-3-5-sonnet-20241022", "claude-sonnet-5-10"],
    ["claude-haiku-4-5", "claude-haiku-5-5"],
    ["our-own-modle", "our-own-model"],
    ["gpt-9", undefined],
  ])("of %s is %s", (gone, near) => expect(nearestModel(gone, known)).toBe(near));
});
