import { type AnthropicOptions, loadClient } from "./anthropic.ts";
import { DEFAULT_BASE_URL } from "./base-url.ts";
import { toModelError } from "./anthropic-errors.ts";
import { loadForm } from "./anthropic-form.ts";
import { toParams } from "./anthropic-shapes.ts";
import type { ModelRequest } from "./model.ts";

/** How many tokens the server counts in a request's prompt; undefined where it has no such service. Throws ModelError as a call does. */
export async function countTokens(options: AnthropicOptions, request: ModelRequest, signal?: AbortSignal): Promise<number | undefined> {
  const baseUrl = options.baseUrl ?? DEFAULT_BASE_URL;
  const secret = options.apiKey ?? options.authToken ?? "";
  const [{ client, sdk }, form] = [await loadClient({ ...options, maxRetries: 1, timeoutMs: 15_000 }, baseUrl), await loadForm()];
  const { max_tokens: _, ...params } = toParams(request, form);
  try {
    const { input_tokens } = await client.messages.countTokens(
      {
        model: params.model,
        messages: params.messages,
        ...(params.system === undefined ? {} : { system: params.system }),
        ...(params.tools === undefined ? {} : { tools: params.tools }),
      },
      signal === undefined ? {} : { signal },
    );
    return typeof input_tokens === "number" ? input_tokens : undefined;
  } catch (error) {
    if (signal?.aborted === true) throw signal.reason;
    if (error instanceof sdk.NotFoundError) return undefined;
    const { aliases = {}, apiKey } = options;
    throw toModelError(error, sdk, { baseUrl, model: request.model, aliases, secret, usesKey: apiKey !== undefined });
  }
}
