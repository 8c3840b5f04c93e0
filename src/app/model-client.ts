import { peopleOf } from "../book/people-of.ts";
import { anthropicModel } from "../llm/anthropic.ts";
import { cassette } from "../llm/cassette.ts";
import { limitedModel } from "../llm/limited-model.ts";
import { maskedModel } from "../llm/masked-model.ts";
import { masker } from "../llm/masker.ts";
import type { ModelClient } from "../llm/model.ts";
import { retryingModel } from "../llm/retrying-model.ts";
import { structuredModel } from "../llm/structured-model.ts";
import type { ModelChoice } from "./model-choice.ts";
import type { Session } from "./open-session.ts";

export interface ModelAccess {
  readonly model: ModelClient;
  /** To be called when a run has ended well. Throws ModelError where a replay was not the run that was recorded. */
  finish(): Promise<void>;
}

/**
 * The way to the language model, from the network up: recorded or played back where asked for, no faster than echo.yaml allows, tried again
 * when trouble may pass, with a stand-in for structured output, masked unless the workspace says otherwise. Throws ModelError without a key.
 */
export async function modelClient(session: Session, choice: ModelChoice): Promise<ModelAccess> {
  const { workspace, log, clock } = session.deps;
  const { budget, privacy, models } = workspace.config;
  const people = masker(await peopleOf(session.book));
  const { apiKey, authToken, baseUrl } = choice;
  const tape = choice.cassette === undefined ? undefined : cassette({ ...choice.cassette, masker: people, secret: apiKey ?? authToken });
  const direct = anthropicModel({ apiKey, authToken, baseUrl, log, aliases: models, maxRetries: 0, fetch: tape?.fetch });
  const limited = limitedModel(
    direct,
    { concurrency: budget?.concurrency, requestsPerMinute: budget?.requests_per_minute, tokensPerMinute: budget?.tokens_per_minute },
    clock,
  );
  const whole = structuredModel(retryingModel(limited, { log }));
  return {
    model: privacy?.mask === false ? whole : maskedModel(whole, people),
    finish: async () => tape?.finish(),
  };
}
