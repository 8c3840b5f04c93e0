import type { ConfigFile } from "../config/config-file.ts";
import { ModelError } from "../core/errors.ts";
import type { Log } from "../core/log.ts";
import { resolveModel } from "../llm/aliases.ts";
import { anthropicModel } from "../llm/anthropic.ts";
import { maskedModel } from "../llm/masked-model.ts";
import { masker } from "../llm/masker.ts";
import type { ModelClient } from "../llm/model.ts";
import { retryingModel } from "../llm/retrying-model.ts";
import { structuredModel } from "../llm/structured-model.ts";
import { pricesOf } from "./budget-settings.ts";
import { openWallet } from "./wallet.ts";
import { callAccount } from "./call-account.ts";
import type { Within } from "./within.ts";

/** A language model that helps out with single questions, within a budget. */
export interface AssistModel {
  readonly model: ModelClient;
  readonly modelId: string;
  /** Dollars spent so far. */
  spent(): number;
}

export interface AssistModelOptions {
  readonly apiKey: string | undefined;
  readonly authToken: string | undefined;
  readonly baseUrl: string | undefined;
  /** An alias or a full id; undefined: haiku. */
  readonly llm: string | undefined;
  /** The most it may cost, in dollars. */
  readonly budget: number;
  readonly config: ConfigFile;
  readonly log: Log;
  readonly within?: Within | undefined;
}

const CHEAP = "haiku";

/**
 * The way to the model for work beside a run: tried again when trouble may pass, structured output, a wallet of its own, and addresses,
 * telephone and card numbers masked unless the workspace says otherwise. Throws ModelError `no-key` without a key, UserError for an unknown model.
 */
export function openAssistModel({ apiKey, authToken, baseUrl, llm, budget, config, log, within }: AssistModelOptions): AssistModel {
  const { models, privacy } = config;
  const modelId = resolveModel(llm ?? CHEAP, models);
  const prices = pricesOf(config);
  const wallet = openWallet(budget);
  if ((apiKey ?? authToken ?? "").trim() === "") throw noKeyToAssist();
  const direct = anthropicModel({ apiKey, authToken, baseUrl, log, aliases: models, maxRetries: 0 });
  const rates = {
    concurrency: config.budget?.concurrency,
    requestsPerMinute: config.budget?.requests_per_minute,
    tokensPerMinute: config.budget?.tokens_per_minute,
  };
  const governed = within?.limits?.guard(direct, rates, callAccount({ apiKey, authToken, baseUrl })) ?? direct;
  const shared = within?.wallet?.guard(governed, prices) ?? governed;
  const whole = structuredModel(retryingModel(wallet.guard(shared, prices), { log }));
  return { model: privacy?.mask === false ? whole : maskedModel(whole, masker([])), modelId, spent: wallet.spent };
}

/** The commands that a model helps out have no --no-model: they ask none without the flag. */
function noKeyToAssist(): ModelError {
  return new ModelError({
    code: "no-key",
    message: "There is no key for the language model.",
    fix: "Set ANTHROPIC_API_KEY (or ANTHROPIC_AUTH_TOKEN), or leave --assist away: the rest needs no model.",
  });
}
