import { addUsage, NO_USAGE, type TokenUsage } from "../../llm/model.ts";
import type { RunEvent } from "./run-event.ts";
import type { Stop } from "./step.ts";

/** One call of the model. Times are instants, ISO 8601. */
export interface CallLine {
  readonly turn: number;
  readonly ended: string;
  readonly ms: number;
  readonly model: string;
  readonly usage: TokenUsage;
  readonly usd: number | null;
  readonly stop_reason: string;
}

export interface ToolLine {
  readonly turn: number;
  readonly name: string;
  readonly ended: string;
  readonly ms: number;
  readonly ok: boolean;
}

/** One agent's part of a run, with the parts of those it asked. */
export interface RunNode {
  readonly run: string;
  readonly agent: string;
  /** How it was asked: null for the agent of the question. */
  readonly mode: string | null;
  readonly began: string;
  readonly ended: string;
  /** open: it was cut, or is still at work. */
  readonly status: "finished" | "stopped" | "failed" | "open";
  readonly stop: Stop | null;
  /** What went wrong, in its words. */
  readonly failures: readonly string[];
  readonly calls: readonly CallLine[];
  readonly tools: readonly ToolLine[];
  readonly repairs: number;
  /** Of this agent and all below it; usd null where a price is not known. */
  readonly usage: TokenUsage;
  readonly usd: number | null;
  readonly handoffs: readonly RunNode[];
}

type Timed = RunEvent & { readonly at: string };

/** A transcript as a tree of agents. Undefined where nothing is on record. */
export function runTree(events: readonly Timed[]): RunNode | undefined {
  return nodeOf("1", null, events);
}

function nodeOf(run: string, mode: string | null, events: readonly Timed[]): RunNode | undefined {
  const own = events.filter((event) => event.run === run);
  const first = own[0];
  if (first === undefined) return undefined;
  const calls = own.flatMap((event): CallLine[] =>
    event.type === "replied"
      ? [
          {
            turn: event.turn,
            ended: event.at,
            ms: event.ms,
            model: event.reply.model,
            usage: event.reply.usage,
            usd: event.usd,
            stop_reason: event.reply.stopReason,
          },
        ]
      : [],
  );
  // Calls of a turn run together and end in any order; they are told in the order of asking.
  const done = own.flatMap((event) => (event.type === "tool-done" ? [event] : [])).sort((a, b) => a.turn - b.turn || a.call - b.call);
  const tools = done.map(({ turn, name, at, ms, outcome }): ToolLine => ({ turn, name, ended: at, ms, ok: !outcome.result.isError }));
  const handoffs = childrenOf(run, events).flatMap((child) => nodeOf(child, modeOf(child, run, events), events) ?? []);
  const stop = own.flatMap((event) => (event.type === "finished" ? [event.stop] : [])).at(-1);
  const failures = own.flatMap((event) => (event.type === "failed" ? [event.message] : []));
  const paid = [...calls.map(({ usd }) => usd), ...handoffs.map(({ usd }) => usd)];
  return {
    run,
    agent: first.agent,
    mode,
    began: first.at,
    ended: own.at(-1)?.at ?? first.at,
    status: stop === undefined ? (failures.length > 0 ? "failed" : "open") : stop === null ? "finished" : "stopped",
    stop: stop ?? null,
    failures,
    calls,
    tools,
    repairs: own.filter(({ type }) => type === "repair").length,
    usage: [...calls, ...handoffs].reduce((sum, { usage }) => addUsage(sum, usage), NO_USAGE),
    usd: paid.reduce((sum: number | null, usd) => (sum === null || usd === null ? null : sum + usd), 0),
    handoffs,
  };
}

/** 1.1 and 1.2 are children of 1; 1.1.1 is none. */
function childrenOf(run: string, events: readonly Timed[]): string[] {
  const found = new Set(events.map((event) => event.run).filter((other) => other.slice(0, other.lastIndexOf(".")) === run));
  return [...found].sort((a, b) => Number(a.split(".").at(-1)) - Number(b.split(".").at(-1)));
}

function modeOf(child: string, run: string, events: readonly Timed[]): string | null {
  const agent = events.find((event) => event.run === child)?.agent;
  const record = events.flatMap((event) =>
    event.run === run && event.type === "handed-off" && event.record.to === agent ? [event.record] : [],
  )[0];
  return record?.mode ?? "handoff";
}
