import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { limitedModel, type Rates } from "../../src/llm/limited-model.ts";
import { NO_USAGE, type ModelRequest } from "../../src/llm/model.ts";

const REQUEST: ModelRequest = { model: "m", system: [{ text: "x".repeat(3200) }], messages: [], tools: [], maxTokens: 100 };

/** Runs `calls` calls of `lasts` ms each by a clock that only waiting moves, and tells when each began. */
async function play(calls: number, rates: Rates, tokens = 0): Promise<{ began: number[]; most: number }> {
  let now = 0;
  let underWay = 0;
  let most = 0;
  const began: number[] = [];
  const model = {
    complete: async () => {
      began.push(now);
      underWay += 1;
      most = Math.max(most, underWay);
      await Promise.resolve();
      await Promise.resolve();
      underWay -= 1;
      return { content: [], stopReason: "end_turn", usage: { ...NO_USAGE, input: tokens }, model: "m" } as const;
    },
  };
  const wait = async (ms: number): Promise<void> => void (now += ms);
  const limited = limitedModel(model, rates, { now: () => new Date(now) }, wait);
  await Promise.all(Array.from({ length: calls }, () => limited.complete(REQUEST)));
  return { began, most };
}

const inAnyMinute = (began: readonly number[]): number =>
  Math.max(...began.map((from) => began.filter((at) => at >= from && at < from + 60_000).length));

describe("limits on the rate", () => {
  it("never let more calls through in a minute, nor run more at once, than allowed", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 5 }),
        async (calls, perMinute, atOnce) => {
          const { began, most } = await play(calls, { requestsPerMinute: perMinute, concurrency: atOnce });
          expect(began).toHaveLength(calls);
          expect(inAnyMinute(began)).toBeLessThanOrEqual(perMinute);
          expect(most).toBeLessThanOrEqual(atOnce);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("count tokens by what was used, and let a call through that is too large for any minute", async () => {
    const { began } = await play(4, { tokensPerMinute: 2500, concurrency: 1 }, 1000);
    expect(began).toEqual([0, 0, 60_000, 60_000]);
    expect((await play(2, { tokensPerMinute: 10, concurrency: 1 }, 1000)).began).toEqual([0, 60_000]);
  });

  it("do nothing where nothing is limited", async () => {
    expect((await play(50, {})).began).toEqual(Array.from({ length: 50 }, () => 0));
  });

  it("let the next go where one fails or is aborted", async () => {
    let calls = 0;
    const model = {
      complete: async () => {
        calls += 1;
        if (calls === 1) throw new Error("down");
        return { content: [], stopReason: "end_turn", usage: NO_USAGE, model: "m" } as const;
      },
    };
    const limited = limitedModel(model, { concurrency: 1 }, { now: () => new Date(0) });
    const gone = AbortSignal.abort(new Error("gone"));
    const results = await Promise.allSettled([
      limited.complete(REQUEST),
      limited.complete(REQUEST, { signal: gone }),
      limited.complete(REQUEST),
    ]);
    expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected", "fulfilled"]);
  });
});
