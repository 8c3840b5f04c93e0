import { LLMock } from "@copilotkit/aimock";
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

interface ChaosOptions {
  /** The share of calls that each of the four faults takes. */
  readonly rate?: number;
  readonly atOnce?: number;
  /** What the client is allowed. */
  readonly retries?: number;
  readonly chance?: () => number;
  /** Whose server: ours, or aimock with its own faults and chance. */
  readonly by?: "us" | "aimock";
}

/** Runs `runs` runs of two agents (ask, hand off, answer, answer) over a server of which some calls fail in each of four ways. */
export async function chaosRuns(runs: number, options: ChaosOptions = {}): Promise<ChaosCounts> {
  const { rate = 0.1, atOnce = 30, retries = 4, chance = Math.random, by = "us" } = options;
  const counts: ChaosCounts = { success: 0, reported: 0, falseSuccess: 0, repeated: 0, calls: 0, faults: {}, unclear: [] };
  const server = by === "us" ? await ownServer(counts, rate, chance) : await aimockServer(counts, rate);
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

interface ChaosServer {
  readonly url: string;
  close(): Promise<void>;
}

async function ownServer(counts: ChaosCounts, rate: number, chance: () => number): Promise<ChaosServer> {
  return startModelServer({
    reply: (body) => {
      counts.calls += 1;
      const fault = FAULTS[Math.floor(chance() / rate)];
      if (fault === undefined) return answer(body);
      counts.faults[fault[0]] = (counts.faults[fault[0]] ?? 0) + 1;
      return fault[1];
    },
  });
}

async function aimockServer(counts: ChaosCounts, rate: number): Promise<ChaosServer> {
  // Each fault is drawn where the ones before it were not: the shares of the rest grow, so that all four are the same of the whole.
  const share = (before: number): number => rate / (1 - before * rate);
  const chaos = { dropRate: share(0), malformedRate: share(1), rateLimitRate: share(2), disconnectRate: share(3) };
  const server = new LLMock({ port: 0, chaos, journalMaxEntries: 100_000 });
  server.on({ endpoint: "chat" }, ({ messages }) => {
    const [system, ...others] = messages.map(({ role, content }) => ({ role, content }));
    const turns = others.filter(({ role }) => role !== "system");
    const made = answer({ model: "", max_tokens: 0, system: [{ text: "" }, { text: textIn(system?.content) }], messages: turns });
    if (typeof made === "string") return { content: made };
    const calls = "content" in made ? (made.content as readonly { name: string; input: unknown; id: string }[]) : [];
    return { toolCalls: calls.map(({ name, input, id }) => ({ name, arguments: JSON.stringify(input), id })) };
  });
  await server.start();
  return {
    url: server.url,
    close: async () => {
      for (const { response } of server.getRequests()) {
        counts.calls += 1;
        if (response.chaosAction !== undefined) counts.faults[response.chaosAction] = (counts.faults[response.chaosAction] ?? 0) + 1;
      }
      await server.stop();
    },
  };
}

function textIn(content: unknown): string {
  return typeof content === "string" ? content : JSON.stringify(content);
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
