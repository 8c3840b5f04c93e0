import type { Deps } from "../app/deps.ts";
import type { ModelChoice } from "../app/model-choice.ts";
import { ModelError, UserError } from "../core/errors.ts";
import { hostAsked } from "../llm/base-url.ts";

interface ModelFlags {
  readonly llm?: string;
  readonly model: boolean;
  readonly web?: boolean;
  readonly record?: string;
  readonly replay?: string;
  readonly resume?: string;
  readonly estimate?: boolean;
  readonly dryRun?: boolean;
  readonly via?: string;
}

/** The language model to answer with, or undefined for the analyst; says on stderr which of the two and, for a model, what leaves the machine. */
export async function chooseModel({ environment, workspace, log }: Deps, flags: ModelFlags): Promise<ModelChoice | undefined> {
  const llm = flags.llm ?? environment.llm ?? workspace.config.llm;
  if (llm !== undefined && llm !== "off") {
    const { resolveModel } = await import("../llm/aliases.ts");
    resolveModel(llm, workspace.config.models);
  }
  requireAgreement(flags);
  if (!flags.model || llm === "off" || workspace.config.model === "off") {
    if (WANTS_MODEL.some((flag) => flags[flag] !== undefined)) throw modelIsOff();
    return undefined;
  }
  const { apiKey, authToken, baseUrl } = environment;
  const choice = { llm, apiKey, authToken, baseUrl, web: flags.web === true, viaBatches: flags.via === "batches" };
  if (flags.replay !== undefined) {
    log.info(`Replaying from ${flags.replay}: nothing leaves this machine.`);
    return { ...choice, apiKey: apiKey ?? "replayed", cassette: { mode: "replay", dir: flags.replay } };
  }
  if (flags.dryRun === true) return choice;
  if (apiKey === undefined && authToken === undefined) {
    if (flags.estimate === true) return choice;
    if (flags.resume !== undefined || flags.record !== undefined) throw noKey();
    log.info("No ANTHROPIC_API_KEY: the analyst answers, offline.");
    return undefined;
  }
  const web = flags.web === true ? " It may search the web with words of its own choice." : "";
  (log.notice ?? log.info)(
    flags.estimate === true
      ? `Sending to ${hostAsked(baseUrl)}, to have its tokens counted: the question and computed facts.`
      : `Sending to ${hostAsked(baseUrl)}: the question, computed facts and, where the agent asks for them, ticket texts and references.${web}`,
  );
  return flags.record === undefined ? choice : { ...choice, cassette: { mode: "record", dir: flags.record } };
}

const WANTS_MODEL = ["web", "via", "record", "replay", "resume", "estimate", "dryRun"] as const;

function requireAgreement(flags: ModelFlags): void {
  const given = (["record", "replay", "estimate", "dryRun"] as const).filter((flag) => flags[flag] !== undefined);
  if (flags.via !== undefined && flags.via !== "batches")
    throw new UserError({
      code: "bad-via",
      message: `There is no way "${flags.via}".`,
      found: flags.via,
      allowed: ["batches"],
      fix: "Correct --via.",
    });
  if (given.length < 2) return;
  throw new UserError({
    code: "flags-conflict",
    message: `${given.map((flag) => (flag === "dryRun" ? "--dry-run" : `--${flag}`)).join(" and ")} cannot be combined.`,
    fix: "Give one of them.",
  });
}

function modelIsOff(): UserError {
  return new UserError({
    code: "model-off",
    message: "The language model is switched off, by --no-model, --llm off or echo.yaml.",
    fix: "Switch it on, or leave out the options that are about a model run.",
  });
}

function noKey(): ModelError {
  return new ModelError({
    code: "no-key",
    message: "There is no key for the language model.",
    fix: "Set ANTHROPIC_API_KEY (or ANTHROPIC_AUTH_TOKEN).",
  });
}
