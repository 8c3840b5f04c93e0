import { join } from "node:path";
import { isRecord, stableJson } from "../core/json.ts";
import { redactor, secretsOfUrl } from "../core/secrets.ts";
import { anthropicModel } from "../llm/anthropic.ts";
import { batchedModel, type BatchSent } from "../llm/anthropic-batches.ts";
import { cassette } from "../llm/cassette.ts";
import { limitedModel } from "../llm/limited-model.ts";
import { maskedModel } from "../llm/masked-model.ts";
import type { Masker } from "../llm/masker.ts";
import type { ModelClient } from "../llm/model.ts";
import { redactedModel } from "../llm/redacted-model.ts";
import { retryingModel } from "../llm/retrying-model.ts";
import { structuredModel } from "../llm/structured-model.ts";
import type { Journal } from "../run/model/journal.ts";
import { openJournal } from "../run/model/open-journal.ts";
import { pricesOf } from "./budget-settings.ts";
import { callAccount } from "./call-account.ts";
import type { ModelChoice } from "./model-choice.ts";
import type { Session } from "./open-session.ts";

export interface ModelAccess {
  readonly model: ModelClient;
  /** To be called when a run has ended well. Throws ModelError where a replay was not the run that was recorded. */
  finish(): Promise<void>;
  close(): Promise<void>;
}

/**
 * The way to the language model, from the network up: recorded or played back where asked for, no faster than echo.yaml allows, tried again
 * when trouble may pass, with a stand-in for structured output, masked unless the workspace says otherwise. Throws ModelError without a key.
 */
export async function modelClient(session: Session, choice: ModelChoice, people: Masker): Promise<ModelAccess> {
  const { workspace, log, clock } = session.deps;
  const { budget, privacy, models } = workspace.config;
  const { apiKey, authToken, baseUrl } = choice;
  const tape = choice.cassette === undefined ? undefined : cassette({ ...choice.cassette, masker: people, secret: apiKey ?? authToken });
  const rates = {
    concurrency: budget?.concurrency,
    requestsPerMinute: budget?.requests_per_minute,
    tokensPerMinute: budget?.tokens_per_minute,
  };
  const open = async (): Promise<{ limited: ModelClient; sent: Journal<BatchSent> | undefined }> => {
    const options = { apiKey, authToken, baseUrl, log, aliases: models, fetch: tape?.fetch };
    const sent = choice.viaBatches === true ? await openJournal(join(workspace.runs, "batches.ndjson"), clock, BATCH_FORMAT) : undefined;
    const direct =
      sent === undefined
        ? anthropicModel({ ...options, maxRetries: 0 })
        : redactedModel(batchedModel({ ...options, sent }), redactor([apiKey ?? authToken, ...secretsOfUrl(baseUrl)]));
    return { limited: within?.limits === undefined ? limitedModel(direct, rates, clock) : direct, sent };
  };
  const { within } = session.deps;
  // Runs of one process keep the rates together, and calls that come together leave in one batch.
  const alone = within === undefined || tape !== undefined;
  const name = `model ${stableJson([choice.viaBatches === true ? workspace.runs : workspace.root, baseUrl ?? null, apiKey ?? authToken ?? null, choice.viaBatches === true])}`;
  const { limited, sent } = alone ? await open() : await within.shared.once(name, open, (made) => made.sent?.close());
  const governed = within?.limits?.guard(limited, rates, callAccount(choice)) ?? limited;
  const paid = within?.wallet?.guard(governed, pricesOf(workspace.config)) ?? governed;
  const whole = structuredModel(retryingModel(paid, { log }));
  return {
    model: privacy?.mask === false ? whole : maskedModel(whole, people),
    finish: async () => tape?.finish(),
    close: async () => (alone ? sent?.close() : undefined),
  };
}

const BATCH_FORMAT = {
  version: 1,
  accepts: (record: unknown): record is BatchSent => isRecord(record) && record["type"] === "batch-sent" && Array.isArray(record["calls"]),
};
