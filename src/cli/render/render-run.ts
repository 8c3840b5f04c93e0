import type { ChalkInstance } from "chalk";
import type { RunReport } from "../../app/run-show.ts";
import { clean, count } from "../../core/text.ts";
import type { RunNode } from "../../run/model/run-tree.ts";
import { cut } from "./cut.ts";

/** A run as a tree: each agent with its calls and tools by turn, what it cost and how it ended; the whole below. */
export function renderRun(
  { task, question, as_of, resumed, at_work, tree }: RunReport,
  { paint, width }: { readonly paint: ChalkInstance; readonly width: number },
): string {
  const lines = [
    paint.bold(`${task}: ${question}`),
    paint.dim(`As of ${as_of}, begun ${tree.began}${resumed === 0 ? "" : `, taken up again ${count(resumed, "time")}`}`),
    ...(at_work === null ? [] : [`At work: process ${at_work.pid} on ${at_work.host}, since ${at_work.since}`]),
    ...(at_work === null && tree.status === "open" ? [`It was cut. Go on with it: echo-cs ask --resume ${task}`] : []),
    "",
    ...nodeLines(tree, "", "", paint),
    "",
    `In all: ${tokens(tree)}, ${dollars(tree.usd)}, ${seconds(Date.parse(tree.ended) - Date.parse(tree.began))}`,
  ];
  return `${lines.map((line) => cut(clean(line), width)).join("\n")}\n`;
}

function nodeLines(node: RunNode, lead: string, indent: string, paint: ChalkInstance): string[] {
  const mode = node.mode === null ? "" : ` (${node.mode})`;
  const items: ((lead: string, indent: string) => string[])[] = [
    ...turnsOf(node).map((text) => (before: string) => [`${before}${text}`]),
    ...node.handoffs.map((child) => (before: string, inner: string) => nodeLines(child, before, inner, paint)),
    ...node.failures.map((text) => (before: string) => [`${before}${paint.red(`failed: ${text}`)}`]),
  ];
  return [
    `${lead}${paint.bold(node.agent)}${mode}: ${statusOf(node)}; ${tokens(node)}, ${dollars(node.usd)}`,
    ...items.flatMap((item, index) => {
      const last = index === items.length - 1;
      return item(`${indent}${last ? "└─ " : "├─ "}`, `${indent}${last ? "   " : "│  "}`);
    }),
  ];
}

/** One line a turn: the call, then the tools it asked for. */
function turnsOf({ calls, tools }: RunNode): string[] {
  return calls.map(({ turn, model, ms, usage, stop_reason }) => {
    const prompt = usage.input + usage.cacheRead + usage.cacheWrite;
    const cached = prompt === 0 ? "" : `, ${Math.round((100 * usage.cacheRead) / prompt)} % cached`;
    const used = tools.filter((tool) => tool.turn === turn).map((tool) => `${tool.name} ${seconds(tool.ms)}${tool.ok ? "" : " (refused)"}`);
    const end =
      used.length > 0 ? ` → ${used.join(", ")}` : stop_reason === "end_turn" || stop_reason === "tool_use" ? "" : ` → ${stop_reason}`;
    return `turn ${turn}: ${model} ${seconds(ms)}, ${number(prompt)} in${cached}, ${number(usage.output)} out${end}`;
  });
}

function statusOf({ status, stop, repairs }: RunNode): string {
  const repaired = repairs === 0 ? "" : `, ${count(repairs, "repair")}`;
  return (status === "stopped" ? `stopped: ${stop?.reason ?? "unknown"}` : status === "open" ? "unfinished" : status) + repaired;
}

function tokens({ usage }: RunNode): string {
  return `${number(usage.input + usage.cacheRead + usage.cacheWrite + usage.output)} tokens`;
}

function dollars(usd: number | null): string {
  return usd === null ? "price unknown" : `$${usd.toFixed(4)}`;
}

function seconds(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

function number(value: number): string {
  return value.toLocaleString("en-US");
}
