import { openAssistModel } from "../../app/assist-model.ts";
import type { Deps } from "../../app/deps.ts";
import type { Titling } from "../../app/patterns-named-by-model.ts";
import { EchoError } from "../../core/errors.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import { hostAsked } from "../../llm/base-url.ts";
import type { Io } from "../io.ts";
import { askedModel } from "./asked-model.ts";

export interface AssistFlags {
  /** A language model gives better titles. */
  readonly assist?: boolean;
  readonly llm?: string;
  /** In dollars. */
  readonly budget?: number;
}

export interface AssistedTitles {
  /** Undefined without --assist. */
  readonly titling: Titling | undefined;
  /** Says what it cost and what went wrong; returns the exit code of a failure. */
  end(): ExitCode;
}

/** What --assist may cost where nobody says. */
const USUAL_BUDGET = 1;

/** Opens the titles of --assist for the rows that `meant` picks. Throws ModelError without a key, UserError where models are off. */
export function openTitles(
  flags: AssistFlags,
  { workspace, environment, log, within }: Deps,
  io: Io,
  meant: Titling["meant"],
): AssistedTitles {
  if (flags.assist !== true) return { titling: undefined, end: () => EXIT.ok };
  const { config } = workspace;
  const { apiKey, authToken, baseUrl } = environment;
  const llm = askedModel("--assist", flags.llm, environment, config);
  const budget = flags.budget ?? config.budget?.usd ?? USUAL_BUDGET;
  const { model, modelId, spent } = openAssistModel({ apiKey, authToken, baseUrl, llm, budget, config, log, within });
  const host = hostAsked(baseUrl);
  let isTold = false;
  let failure: Error | undefined;
  const telling: Titling["assistant"]["model"] = {
    complete: (request, options) => {
      // Where every title is known from before, nothing is sent.
      if (!isTold)
        (log.notice ?? log.info)(
          `Sending to ${host}: what customers wrote in the tickets of these patterns, personal data and the names the book knows masked, for at most $${budget.toFixed(2)} (${modelId}).`,
        );
      isTold = true;
      return model.complete(request, options);
    },
  };
  return {
    titling: { assistant: { model: telling, modelId }, meant, failed: (error) => void (failure = error), signal: io.signal },
    end: () => {
      if (isTold) log.info(`The titles cost $${spent().toFixed(4)}.`);
      if (failure === undefined) return EXIT.ok;
      log.warn(`Not all patterns have a title by the model: ${failure.message}`);
      return failure instanceof EchoError ? failure.exitCode : EXIT.model;
    },
  };
}
