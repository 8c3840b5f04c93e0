import { describe, expect, it } from "vitest";
import { costOf } from "../../src/llm/prices.ts";

const usage = { input: 1_000_000, output: 100_000, cacheRead: 0, cacheWrite: 0 };

describe("costOf", () => {
  it("adds up input, output and cache", () => {
    expect(costOf("claude-sonnet-5-5", usage)).toBeCloseTo(3, 10);
    expect(costOf("claude-opus-5-5-20260901", { input: 0, output: 0, cacheRead: 1_000_000, cacheWrite: 1_000_000 })).toBeCloseTo(5.2, 10);
  });

  it("charges a long prompt its own price", () => {
    expect(costOf("claude-haiku-5-5", { input: 100_000, output: 0, cacheRead: 0, cacheWrite: 0 })).toBeCloseTo(0.01, 10);
    expect(costOf("claude-haiku-5-5", { input: 50_000, output: 0, cacheRead: 50_001, cacheWrite: 0 })).toBeCloseTo(0.0275, 5);
  });

  it("knows no price for a strange model, unless told", () => {
    expect(costOf("local", usage)).toBeNull();
    expect(costOf("local", usage, { local: { input: 1, output: 1, cacheRead: 0, cacheWrite: 0 } })).toBeCloseTo(1.1, 10);
  });
});
