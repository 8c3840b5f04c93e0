import { peopleOf } from "../book/people-of.ts";
import type { EchoError } from "../core/errors.ts";
import { InternalError } from "../core/errors.ts";
import { previewRequest } from "../llm/anthropic.ts";
import { countTokens } from "../llm/anthropic-count.ts";
import { estimateTokens } from "../llm/estimate-tokens.ts";
import { maskedModel } from "../llm/masked-model.ts";
import { masker } from "../llm/masker.ts";
import type { ModelRequest } from "../llm/model.ts";
import { BATCH_SHARE, costOf, PRICES_AS_OF, type Prices } from "../llm/prices.ts";
import { runTeam } from "../run/model/consult-team.ts";
import { type AskInput, type Understood, withAssignment } from "./ask.ts";
import { limitsOf, pricesOf } from "./budget-settings.ts";
import type { Deps } from "./deps.ts";
import type { ModelChoice } from "./model-choice.ts";
import { prepareRun } from "./prepare-run.ts";

type PreviewInput = Omit<AskInput, "model"> & { readonly model: ModelChoice };

/** The first request of a model run to the letter, masked as it would be; nothing is sent and no answer is filed. */
export async function dryRun(deps: Deps, input: PreviewInput): Promise<{ readonly url: string; readonly body: object }> {
  return withAssignment(deps, input, async (understood) =>
    previewRequest(await firstRequest(understood, input.model), input.model.baseUrl),
  );
}

export interface CostLine {
  readonly calls: number;
  readonly usd: number | null;
}

/** What a model run would cost, before anything is asked of the model. */
export interface Estimate {
  readonly question: string;
  readonly agent: string;
  readonly model: string;
  /** Of the first call. */
  readonly prompt_tokens: number;
  readonly counted_by: "server" | "estimate";
  /** Why the server did not count, where it was asked. */
  readonly not_counted: string | null;
  readonly prices_as_of: string;
  /** Dollars for one call, and for runs of so many; null where the model's price is not known. */
  readonly costs: readonly CostLine[];
  /** The same run of five calls sent by way of batches. */
  readonly batched_usd: number | null;
  readonly budget: { readonly turns: number; readonly tokens: number; readonly seconds: number; readonly usd: number | null };
}

/** An answer's length, and how much a turn adds to the conversation: what runs over the example book came to. */
const ANSWER_TOKENS = 900;
const TURN_TOKENS = 1200;

/** Estimates a run's cost. The server counts the prompt's tokens where there is a key and it can; else they are estimated from its length. */
export async function estimateRun(deps: Deps, input: PreviewInput): Promise<Estimate> {
  return withAssignment(deps, input, async (understood) => {
    const { config } = deps.workspace;
    const request = await firstRequest(understood, input.model);
    const { tokens, reason } = await counted(request, input.model, deps, input.signal);
    const prompt = tokens ?? estimateTokens(request);
    const prices = pricesOf(config);
    const cost = (calls: number): CostLine => ({ calls, usd: runCost(request.model, prompt, calls, prices) });
    const five = cost(5).usd;
    const { turns, tokens: most, seconds, usd = null } = limitsOf(config);
    return {
      question: input.question,
      agent: understood.assignment.agent.name,
      model: request.model,
      prompt_tokens: prompt,
      counted_by: tokens === undefined ? "estimate" : "server",
      not_counted: reason ?? null,
      prices_as_of: PRICES_AS_OF,
      costs: [cost(1), cost(2), cost(5)],
      batched_usd: five === null ? null : five * BATCH_SHARE,
      budget: { turns, tokens: most, seconds, usd },
    };
  });
}

/** Dollars for a run of so many calls: the first writes the prefix to the cache, each later one reads what came before it. */
function runCost(model: string, prompt: number, calls: number, prices: Prices): number | null {
  let sum: number | null = 0;
  for (let call = 0; call < calls; call += 1) {
    const added = ANSWER_TOKENS + TURN_TOKENS;
    const cacheRead = call === 0 ? 0 : prompt + (call - 1) * added;
    const usd = costOf(model, { input: 0, cacheWrite: call === 0 ? prompt : added, cacheRead, output: ANSWER_TOKENS }, prices);
    sum = usd === null || sum === null ? null : sum + usd;
  }
  return sum;
}

async function counted(
  request: ModelRequest,
  { apiKey, authToken, baseUrl }: ModelChoice,
  { log, workspace }: Deps,
  signal: AbortSignal | undefined,
): Promise<{ readonly tokens?: number | undefined; readonly reason?: string }> {
  if (apiKey === undefined && authToken === undefined) return { reason: "there is no key" };
  try {
    const tokens = await countTokens({ apiKey, authToken, baseUrl, log, aliases: workspace.config.models }, request, signal);
    return tokens === undefined ? { reason: "the server does not count tokens" } : { tokens };
  } catch (error) {
    if (signal?.aborted === true) throw error;
    return { reason: (error as EchoError).message };
  }
}

class Captured extends Error {
  readonly request: ModelRequest;
  constructor(request: ModelRequest) {
    super("the first request");
    this.request = request;
  }
}

/** Runs up to the first call and takes its request, as it would leave. */
async function firstRequest({ session, practice, assignment }: Understood, choice: ModelChoice): Promise<ModelRequest> {
  const run = await prepareRun(session, practice, assignment, choice);
  const capturing = {
    complete: async (request: ModelRequest): Promise<never> => {
      throw new Captured(request);
    },
  };
  const model =
    session.deps.workspace.config.privacy?.mask === false ? capturing : maskedModel(capturing, masker(await peopleOf(session.book)));
  try {
    await runTeam(run.seat, run.opening, { ...run.shared, model }, run.rules);
  } catch (error) {
    if (error instanceof Captured) return error.request;
    throw error;
  }
  throw new InternalError({ code: "no-request", message: "The run ended before its first call: its budget allows none." });
}
