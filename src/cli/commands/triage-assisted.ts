import { type AssistModel, type AssistModelOptions, openAssistModel } from "../../app/assist-model.ts";
import { type TriageAssist, triageAssist } from "../../app/triage-assist.ts";
import { readEnvironment } from "../../config/environment.ts";
import { EchoError, ModelError } from "../../core/errors.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import type { Log } from "../../core/log.ts";
import { hostAsked } from "../../llm/base-url.ts";
import { loadCapabilities } from "../../team/knowledge/load-capabilities.ts";
import type { Io } from "../io.ts";
import { logTo } from "../wire.ts";
import { askedModel } from "./asked-model.ts";
import type { TriageFlags } from "./triage-flags.ts";
import type { TriagePlace } from "./triage-place.ts";

/** What --assist may cost where nobody says. */
const USUAL_BUDGET = 1;

export interface Assisted extends TriageAssist {
  /** Says what was asked and what went wrong; returns the exit code of a failure. */
  end(): ExitCode;
}

/** Opens the second reading of --assist and says what leaves the machine. Without a key nobody is asked, which `end` says. Throws UserError where models are off. */
export async function openAssist(
  flags: TriageFlags,
  { folders, config }: Pick<TriagePlace, "folders" | "config">,
  io: Io,
): Promise<Assisted> {
  const environment = readEnvironment(io.env);
  const llm = askedModel("--assist", flags.llm, environment, config);
  const log = logTo(io, flags.logLevel);
  const budget = flags.budget ?? config.budget?.usd ?? USUAL_BUDGET;
  const { apiKey, authToken, baseUrl } = environment;
  const assistant = assistantOrWhyNot({ apiKey, authToken, baseUrl, llm, budget, config, log, within: io.within });
  if (assistant instanceof ModelError) return nobodyAsked(assistant, log);
  const host = hostAsked(baseUrl);
  const below = Math.round(flags.assistBelow * 100);
  (log.notice ?? log.info)(
    `Sending to ${host}: the texts of tickets whose capability is read with less than ${below} % confidence, for at most $${budget.toFixed(2)} (${assistant.modelId}).`,
  );
  const capabilities = await loadCapabilities(folders.references);
  const assist = triageAssist({ assistant, capabilities, below: flags.assistBelow, signal: io.signal });
  return {
    ...assist,
    end: () => {
      log.info(
        `The model was asked about ${assist.asked()} tickets and changed ${assist.changed()}, for $${assistant.spent().toFixed(4)}.`,
      );
      const failure = assist.failure();
      if (failure === undefined) return EXIT.ok;
      log.warn(`Not all were asked about, and keep the program's own reading: ${failure.message}`);
      return failure instanceof EchoError ? failure.exitCode : EXIT.model;
    },
  };
}

function assistantOrWhyNot(options: AssistModelOptions): AssistModel | ModelError {
  try {
    return openAssistModel(options);
  } catch (error) {
    if (error instanceof ModelError) return error;
    throw error;
  }
}

/** Every ticket keeps the program's own reading. */
function nobodyAsked(failure: ModelError, log: Log): Assisted {
  return {
    judge: async (read) => read.map(({ triaged }) => triaged),
    asked: () => 0,
    changed: () => 0,
    failure: () => failure,
    end: () => {
      log.warn(
        `Nobody was asked, and all tickets keep the program's own reading: ${failure.message} ${failure.detail.fix ?? ""}`.trimEnd(),
      );
      return failure.exitCode;
    },
  };
}
