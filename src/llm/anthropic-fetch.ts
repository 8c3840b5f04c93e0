import { type IncomingMessage, request as overHttp } from "node:http";
import { request as overHttps } from "node:https";

/**
 * `fetch` for the model's host, over node:http: the global one spends more on its streams than the SDK on the whole call. It does what the SDK
 * asks for, a text out and a Response back; anything else, redirects too, is left to the global one. A body that is no stream is read to its
 * end before the answer is handed over, so that the SDK's time-out covers it. Rejects with the system's error, or as an aborted `fetch` does.
 */
export const anthropicFetch: typeof fetch = async (input, init = {}) => {
  const { body = null, headers } = init;
  const signal = init.signal ?? undefined;
  if (typeof input !== "string" || !(headers instanceof Headers) || !(body === null || typeof body === "string")) return fetch(input, init);
  const answer = await send(new URL(input), body, headers, init);
  const status = answer.statusCode ?? 0;
  if (status >= 300 && status < 400) {
    answer.resume();
    return fetch(input, init);
  }
  const about = { status, statusText: answer.statusMessage ?? "", headers: pairsOf(answer.rawHeaders) };
  // Replies that are being written come as events, results of a batch as lines that may be called JSON: these are read as they arrive.
  const isWhole = headers.get("accept") === "application/json" && /[/+]json\b/u.test(answer.headers["content-type"] ?? "");
  return isWhole || status === 204 ? new ReadResponse(await textOf(answer, signal), about) : new Response(streamOf(answer, signal), about);
};

/** A Response that has been read: a text in a stream, to be read back at once, costs as much as the way to the server. */
class ReadResponse extends Response {
  override readonly text: () => Promise<string>;
  override readonly json: () => Promise<unknown>;

  constructor(text: string, about: ResponseInit) {
    super(null, about);
    this.text = async () => text;
    this.json = async () => JSON.parse(text) as unknown;
  }
}

async function send(url: URL, body: string | null, headers: Headers, { method = "GET", signal }: RequestInit): Promise<IncomingMessage> {
  const request = url.protocol === "https:" ? overHttps : overHttp;
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers: Object.fromEntries(headers), ...(signal instanceof AbortSignal ? { signal } : {}) });
    sent.on("response", resolve);
    sent.on("error", reject);
    // As bytes: of a text Node would ask for three times its length to be safe.
    sent.end(body === null ? undefined : Buffer.from(body));
  });
}

function pairsOf(raw: readonly string[]): [string, string][] {
  const pairs: [string, string][] = [];
  for (let at = 0; at + 1 < raw.length; at += 2) pairs.push([raw[at] ?? "", raw[at + 1] ?? ""]);
  return pairs;
}

async function textOf(answer: IncomingMessage, signal: AbortSignal | undefined): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    answer.setEncoding("utf8");
    answer.on("data", (chunk: string) => (text += chunk));
    answer.on("end", () => resolve(text));
    answer.on("error", (error) => reject(reasonOf(error, signal)));
  });
}

function streamOf(answer: IncomingMessage, signal: AbortSignal | undefined): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    start: (stream) => {
      answer.on("data", (chunk: Buffer) => {
        stream.enqueue(chunk);
        if ((stream.desiredSize ?? 0) <= 0) answer.pause();
      });
      answer.on("end", () => stream.close());
      answer.on("error", (error) => stream.error(reasonOf(error, signal)));
    },
    pull: () => void answer.resume(),
    cancel: () => void answer.destroy(),
  });
}

/** A body that is stopped ends as a reset connection does; who stopped it is told so, as by `fetch`. */
function reasonOf(error: Error, signal: AbortSignal | undefined): Error {
  return signal?.reason instanceof Error ? signal.reason : error;
}
