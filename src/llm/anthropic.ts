import { DEFAULT_BASE_URL } from "./base-url.ts";
import type Anthropic from "@anthropic-ai/sdk";
import { ModelError, UserError } from "../core/errors.ts";
import type { Log } from "../core/log.ts";
import { redactor, secretsOfUrl } from "../core/secrets.ts";
import { clean } from "../core/text.ts";
import { toModelError } from "./anthropic-errors.ts";
import { anthropicFetch } from "./anthropic-fetch.ts";
import { loadForm } from "./anthropic-form.ts";
import { fromMessage, type OutputForm, toParams } from "./anthropic-shapes.ts";
import { collectStream } from "./anthropic-stream.ts";
import { redactedModel } from "./redacted-model.ts";
import type { CompleteOptions, ModelClient, ModelReply, ModelRequest } from "./model.ts";

export interface AnthropicOptions {
  readonly apiKey?: string | undefined;
  /** A bearer token instead of a key (ANTHROPIC_AUTH_TOKEN). */
  readonly authToken?: string | undefined;
  readonly baseUrl?: string | undefined;
  readonly log: Log;
  /** Default 2. */
  readonly maxRetries?: number | undefined;
  /** For one call, default 120 000. */
  readonly timeoutMs?: number | undefined;
  /** Stands between the SDK and the network: cassettes. */
  readonly fetch?: typeof fetch | undefined;
  readonly aliases?: Readonly<Record<string, string>> | undefined;
}

/**
 * A client of the Messages API, or of any server that speaks it. The SDK is loaded by the first call, for it costs a
 * start-up more than all the rest. Throws ModelError at once where there is neither key nor token, UserError for a
 * base URL that is none.
 */
export function anthropicModel(options: AnthropicOptions): ModelClient {
  const baseUrl = options.baseUrl ?? DEFAULT_BASE_URL;
  const secret = options.apiKey ?? options.authToken;
  if (secret === undefined || secret.trim() === "") {
    throw new ModelError({
      code: "no-key",
      message: "There is no key for the language model.",
      fix: "Set ANTHROPIC_API_KEY (or ANTHROPIC_AUTH_TOKEN), or run with --no-model: the analyst needs none.",
    });
  }
  if (!/^https?:$/u.test(URL.canParse(baseUrl) ? new URL(baseUrl).protocol : "")) {
    throw new UserError({
      code: "bad-base-url",
      message: "ANTHROPIC_BASE_URL is no http or https address.",
      fix: `Set it to something like ${DEFAULT_BASE_URL}, or unset it.`,
    });
  }
  let loaded: Promise<Loaded & { readonly form: OutputForm }> | undefined;
  const client: ModelClient = {
    async complete(request: ModelRequest, { signal, onText }: CompleteOptions = {}): Promise<ModelReply> {
      signal?.throwIfAborted();
      loaded ??= Promise.all([loadClient(options, baseUrl), loadForm()]).then(([client, form]) => ({ ...client, form }));
      const { client, sdk, form } = await loaded;
      const call = signal === undefined ? {} : { signal };
      try {
        if (onText === undefined) return fromMessage(await client.messages.create({ ...toParams(request, form), stream: false }, call));
        return await collectStream(await client.messages.create({ ...toParams(request, form), stream: true }, call), onText);
      } catch (error) {
        if (signal?.aborted === true) throw signal.reason;
        throw toModelError(error, sdk, {
          baseUrl,
          model: request.model,
          aliases: options.aliases ?? {},
          secret,
          usesKey: options.apiKey !== undefined,
        });
      }
    },
  };
  return redactedModel(client, redactor([secret, ...secretsOfUrl(options.baseUrl)]));
}

/** What a call would send, to the letter, and where; nothing is sent. */
export async function previewRequest(
  request: ModelRequest,
  baseUrl: string | undefined,
): Promise<{ readonly url: string; readonly body: object }> {
  const form = await loadForm();
  return { url: `${(baseUrl ?? DEFAULT_BASE_URL).replace(/\/+$/u, "")}/v1/messages`, body: { ...toParams(request, form), stream: false } };
}

interface Loaded {
  readonly client: Anthropic;
  readonly sdk: typeof import("@anthropic-ai/sdk");
}

/** The SDK and a client of it, loaded on first use. */
export async function loadClient(options: AnthropicOptions, baseUrl: string): Promise<Loaded> {
  const sdk = await import("@anthropic-ai/sdk");
  const redact = redactor([options.apiKey, options.authToken, ...secretsOfUrl(baseUrl)]);
  const talk = (line: string): void => options.log.warn(redact(clean(line)));
  // Null stops the SDK from looking for credentials of its own; its default logger writes to stdout, which is for data.
  const client = new sdk.default({
    apiKey: options.apiKey ?? null,
    authToken: options.apiKey === undefined ? (options.authToken ?? null) : null,
    baseURL: baseUrl,
    maxRetries: options.maxRetries ?? 2,
    timeout: options.timeoutMs ?? 120_000,
    fetch: options.fetch ?? anthropicFetch,
    // A run has spans of its own.
    openTelemetry: false,
    logLevel: "warn",
    logger: { error: talk, warn: talk, info: talk, debug: talk },
  });
  return { client, sdk };
}
