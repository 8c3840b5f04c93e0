import type { SentBody, ServedRequest } from "./model-server.ts";

/** What becomes of one call of a batch: blocks of a reply, a failure by its type, or nothing in time. */
export type BatchOutcome = readonly object[] | { readonly error: string } | "expired";

interface Item {
  readonly custom_id: string;
  readonly params: SentBody;
}

/** Message Batches, to stand beside `startModelServer` as its `other`. */
export interface BatchService {
  /** The calls of every batch that was created. */
  readonly batches: readonly (readonly Item[])[];
  /** How often a batch must be looked at before it has ended. Endless for a batch that never ends. */
  looks: number;
  /** Where the results are: the server's address, known once it has started. */
  url: string;
  answer(request: ServedRequest): { readonly json?: unknown; readonly text?: string } | undefined;
}

/** A service that ends each batch after some looks and gives its results last call first. `outcome` answers a call the `time`-th time it is sent. */
export function batchService(outcome: (params: SentBody, time: number) => BatchOutcome): BatchService {
  const batches: Item[][] = [];
  const looked = new Map<number, number>();
  const isEnded = (index: number): boolean => (looked.get(index) ?? 0) >= service.looks;
  const batch = (index: number): object => ({
    id: `b${index}`,
    type: "message_batch",
    processing_status: isEnded(index) ? "ended" : "in_progress",
    request_counts: { processing: isEnded(index) ? 0 : batches[index]?.length, succeeded: 0, errored: 0, canceled: 0, expired: 0 },
    results_url: isEnded(index) ? `${service.url}/v1/messages/batches/b${index}/results` : null,
  });
  const result = ({ custom_id, params }: Item): object => {
    const time = batches.flat().filter((item) => item.custom_id === custom_id).length;
    const made = outcome(params, time);
    if (made === "expired") return { custom_id, result: { type: "expired" } };
    if ("error" in made) {
      const error = { type: "error", error: { type: made.error, message: "no" } };
      return { custom_id, result: { type: "errored", error } };
    }
    const calls = made.some((block) => "type" in block && block.type === "tool_use");
    const message = {
      id: "m",
      model: params.model,
      role: "assistant",
      type: "message",
      content: made,
      stop_reason: calls ? "tool_use" : "end_turn",
      usage: { input_tokens: 1000, output_tokens: 100 },
    };
    return { custom_id, result: { type: "succeeded", message } };
  };
  const service: BatchService = {
    batches,
    looks: 1,
    url: "",
    answer: ({ method, path, text }) => {
      const [, index, tail] = /^\/v1\/messages\/batches(?:\/b(\d+))?(\/results)?(?:\?.*)?$/.exec(path) ?? [];
      if (method === "POST" && path.startsWith("/v1/messages/batches")) {
        batches.push((JSON.parse(text) as { requests: Item[] }).requests);
        return { json: batch(batches.length - 1) };
      }
      if (index === undefined) return undefined;
      const number = Number(index);
      const lines = (batches[number] ?? []).map((item) => `${JSON.stringify(result(item))}\n`);
      if (tail !== undefined) return { text: lines.reverse().join("") };
      looked.set(number, (looked.get(number) ?? 0) + 1);
      return { json: batch(number) };
    },
  };
  return service;
}
