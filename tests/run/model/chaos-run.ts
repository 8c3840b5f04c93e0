import { EchoError } from "../../../src/core/errors.ts";
import { anthropicModel } from "../../../src/llm/anthropic.ts";
import { limitedModel } from "../../../src/llm/limited-model.ts";
import { retryingModel } from "../../../src/llm/retrying-model.ts";
import { structuredModel } from "../../../src/llm/structured-model.ts";
import { runTeam } from "../../../src/run/model/consult-team.ts";
import { memoryJournal } from "../../../src/run/model/journal.ts";
import type { RunEvent } from "../../../src/run/model/run-event.ts";
import { startModelServer, toolCall, type SentBody, type Served } from "../../../src/testing/model-server.ts";
import { briefJson, RULES, seat, shared } from "./samples.ts";

/** What runs over an unreliable server came to. */
export interface ChaosCounts {
  success: number;
  /** Failed, and said so. */
  reported: number;
  /** Ended as a success with an answer that was not given, or with a child that had not ended. */
  falseSuccess: number;
  /** Turns that are on record twice. */
  repeated: number;
  calls: number;
  readonly faults: Record<string, number>;
  readonly unclear: string[];
}

const FAULTS: readonly (readonly [string, Served])[] = [
  ["429", { status: 429, headers: { "retry-after-ms": "5" } }],
  ["500", { status: 500 }],
  ["malformed", { status: 200, body: '{"id":"msg","content":[{"type"' }],
  ["disconnect", { line: "cut" }],
];

/**
 * Runs `runs` runs of two agents (ask, hand off, answer, answer) of which a share of `rate` of the calls fails in each of four ways, `atOnce`
 * at a time. `retries` is what the client is allowed.
 */
export async function chaosRuns(runs: number, { rate = 0.1, atOnce = 30, retries = 4, chance = Math.random } = {}): Promise<ChaosCounts> {
  const counts: ChaosCounts = { success: 0, reported: 0, falseSuccess: 0, repeated: 0, calls: 0, faults: {}, unclear: [] };
  const server = await startModelServer({
    reply: (body) => {
      counts.calls += 1;
      const drawn = chance();
      const fault = FAULTS[Math.floor(drawn / rate)];
      if (fault === undefined) return answer(body);
      counts.faults[fault[0]] = (counts.faults[fault[0]] ?? 0) + 1;
      return fault[1];
    },
  });
  const log = { info: () => {}, warn: () => {} };
  const clock = { now: () => new Date() };
  const direct = limitedModel(
    anthropicModel({ apiKey: "k-0123456789", baseUrl: server.url, log, maxRetries: 0, timeoutMs: 5000 }),
    { concurrency: 64 },
    clock,
  );
  const model = structuredModel(retryingModel(direct, { log, retries, wait: async () => {} }));
  const one = async (): Promise<void> => {
    const journal = memoryJournal<RunEvent>();
    const task = { question: "why is Acme churning?", account: { id: "acme", name: "Acme Corp" }, facts: [] };
    try {
      const { parts, stop, handoffs } = await runTeam(seat("customer-success-manager"), task, shared(model, { journal, clock }), RULES);
      const isRight = parts?.headline === "Logins fell 46 %." && parts.verification.unverified.length === 0;
      const isWhole = stop === null && handoffs.length === 1 && handoffs.every(({ complete }) => complete);
      if (isRight && isWhole) counts.success += 1;
      else if (handoffs.some(({ complete, note }) => !complete && note !== undefined) || stop !== null) counts.reported += 1;
      else counts.falseSuccess += 1;
    } catch (error) {
      if (error instanceof EchoError && error.detail.fix !== undefined) counts.reported += 1;
      else counts.unclear.push(String(error));
    }
    const turns = journal.events.flatMap((event) => (event.type === "replied" ? [`${event.run}/${event.turn}`] : []));
    counts.repeated += turns.length - new Set(turns).size;
  };
  let left = runs;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (left-- > 0) await one();
    }),
  );
  await server.close();
  return counts;
}

function answer({ system = [], messages }: SentBody): Served {
  if (system[1]?.text.includes("You are sales-engineer") === true)
    return briefJson("The export is at fault.", { findings: [], actions: [] });
  if (messages.length === 1) return { content: [toolCall("facts", { metrics: ["logins_change_30d"] })] };
  if (messages.length === 3)
    return {
      content: [
        toolCall("handoff", { to: "sales-engineer", mode: "consult", reason: "technical", ask: "is it the export?", facts: ["F1"] }),
      ],
    };
  return briefJson("Logins fell {F1|pct}.");
}
