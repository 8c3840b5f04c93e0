import { ModelError } from "../core/errors.ts";
import { redactor, secretsOfUrl } from "../core/secrets.ts";
import { type AnthropicOptions, loadClient } from "./anthropic.ts";
import { DEFAULT_BASE_URL, hostAsked } from "./base-url.ts";
import { toModelError } from "./anthropic-errors.ts";

/**
 * The ids of the models that the endpoint offers. Throws ModelError: `no-key`, `key-refused`, `model-unreachable`, `no-models-list` where the
 * server answers but keeps no such list, …
 */
export async function listModels(options: AnthropicOptions, signal?: AbortSignal): Promise<string[]> {
  const baseUrl = options.baseUrl ?? DEFAULT_BASE_URL;
  const secret = options.apiKey ?? options.authToken;
  if (secret === undefined)
    throw new ModelError({
      code: "no-key",
      message: "There is no key, so the endpoint was not asked.",
      fix: "Set ANTHROPIC_API_KEY (or ANTHROPIC_AUTH_TOKEN).",
    });
  const { client, sdk } = await loadClient(
    { ...options, maxRetries: options.maxRetries ?? 1, timeoutMs: options.timeoutMs ?? 15_000 },
    baseUrl,
  );
  try {
    const ids: string[] = [];
    for await (const { id } of client.models.list({ limit: 100 }, signal === undefined ? {} : { signal })) ids.push(id);
    return ids.map(redactor([secret, ...secretsOfUrl(baseUrl)]));
  } catch (error) {
    if (signal?.aborted === true) throw signal.reason;
    if (error instanceof sdk.NotFoundError)
      throw new ModelError({
        code: "no-models-list",
        message: `${hostAsked(baseUrl)} answers but keeps no list of models.`,
        fix: "Nothing to do if this is a server of your own; try a question with --llm.",
      });
    throw toModelError(error, sdk, { baseUrl, model: "", aliases: options.aliases ?? {}, secret, usesKey: options.apiKey !== undefined });
  }
}
