import { hash } from "../core/ids.ts";
import { redactor, secretsOfUrl } from "../core/secrets.ts";
import type { RunNode } from "../run/model/run-tree.ts";
import type { RunReport } from "./run-show.ts";

/** Where spans go, as the OpenTelemetry environment variables say. */
export interface TraceExporter {
  /** The full address of the traces endpoint. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly service: string;
}

/**
 * The spans of a run in OTLP's JSON, by the conventions for generative AI: `invoke_agent` for each agent, `chat` for each call, `execute_tool`
 * for each tool. They hold names, times and counts, nothing that anybody wrote. Ids come from the run, so sending it twice shows it once.
 */
export function otlpTraces({ task, tree }: RunReport, { service }: Pick<TraceExporter, "service">): object {
  const traceId = hash(`${task}\n${tree.began}`, 32);
  return {
    resourceSpans: [
      {
        resource: { attributes: attributes({ "service.name": service }) },
        scopeSpans: [{ scope: { name: "echo-cs" }, spans: spansOf(tree, { traceId, task, parent: undefined }) }],
      },
    ],
  };
}

/** Sends a run's spans. Returns why it failed, or undefined: a trace that is lost is no reason to fail. */
export async function exportTrace(report: RunReport, exporter: TraceExporter, signal?: AbortSignal): Promise<string | undefined> {
  try {
    const timeout = AbortSignal.timeout(5000);
    const response = await fetch(exporter.url, {
      method: "POST",
      headers: { "content-type": "application/json", ...exporter.headers },
      body: JSON.stringify(otlpTraces(report, exporter)),
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    });
    return response.ok ? undefined : `the exporter answered ${response.status}`;
  } catch (error) {
    // What is refused is quoted: an address with a name and password in it, or a header.
    const redact = redactor([...secretsOfUrl(exporter.url), ...Object.values(exporter.headers)]);
    return redact(error instanceof Error ? error.message : String(error)).replaceAll(/\/\/[^\s/@]*@/gu, "//");
  }
}

interface Place {
  readonly traceId: string;
  readonly task: string;
  readonly parent: string | undefined;
}

function spansOf(node: RunNode, place: Place): object[] {
  const { traceId, task, parent } = place;
  const spanId = hash(`${traceId}/${node.run}`, 16);
  const span = (
    name: string,
    id: string,
    times: { began: number; ended: number },
    more: Record<string, string | number>,
    failed: boolean,
  ): object => ({
    traceId,
    spanId: id,
    parentSpanId: id === spanId ? (parent ?? "") : spanId,
    name,
    kind: id === spanId ? 1 : 3,
    startTimeUnixNano: `${times.began}000000`,
    endTimeUnixNano: `${times.ended}000000`,
    attributes: attributes(more),
    status: { code: failed ? 2 : 1 },
  });
  const agent = span(
    `invoke_agent ${node.agent}`,
    spanId,
    { began: Date.parse(node.began), ended: Date.parse(node.ended) },
    {
      "gen_ai.operation.name": "invoke_agent",
      "gen_ai.agent.name": node.agent,
      "gen_ai.conversation.id": task,
      "gen_ai.usage.input_tokens": node.usage.input + node.usage.cacheRead + node.usage.cacheWrite,
      "gen_ai.usage.output_tokens": node.usage.output,
    },
    node.status !== "finished",
  );
  const calls = node.calls.map(({ turn, ended, ms, model, usage, stop_reason }) =>
    span(
      `chat ${model}`,
      hash(`${spanId}/call/${turn}`, 16),
      { began: Date.parse(ended) - ms, ended: Date.parse(ended) },
      {
        "gen_ai.operation.name": "chat",
        "gen_ai.provider.name": "anthropic",
        "gen_ai.response.model": model,
        "gen_ai.response.finish_reasons": stop_reason,
        "gen_ai.usage.input_tokens": usage.input + usage.cacheRead + usage.cacheWrite,
        "gen_ai.usage.cache_read.input_tokens": usage.cacheRead,
        "gen_ai.usage.output_tokens": usage.output,
      },
      false,
    ),
  );
  const tools = node.tools.map(({ turn, name, ended, ms, ok }, index) =>
    span(
      `execute_tool ${name}`,
      hash(`${spanId}/tool/${turn}/${index}`, 16),
      { began: Date.parse(ended) - ms, ended: Date.parse(ended) },
      { "gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": name },
      !ok,
    ),
  );
  return [agent, ...calls, ...tools, ...node.handoffs.flatMap((child) => spansOf(child, { traceId, task, parent: spanId }))];
}

function attributes(values: Readonly<Record<string, string | number>>): object[] {
  return Object.entries(values).map(([key, value]) => ({
    key,
    value: typeof value === "number" ? { intValue: `${Math.round(value)}` } : { stringValue: value },
  }));
}
