import { resolve } from "node:path";
import type { Deps } from "../../app/deps.ts";
import type { ModelChoice } from "../../app/model-choice.ts";
import type { QbrReport } from "../../app/qbr.ts";
import { ModelError, UserError } from "../../core/errors.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import type { Log } from "../../core/log.ts";
import { count } from "../../core/text.ts";
import { hostAsked } from "../../llm/base-url.ts";
import { askedModel } from "./asked-model.ts";

export interface PolishFlags {
  readonly polish?: boolean;
  readonly llm?: string;
  readonly model: boolean;
  readonly record?: string;
  readonly replay?: string;
}

/**
 * The language model of --polish, undefined where nobody asked for it or --no-model forbids it; says on stderr what leaves the machine. Throws
 * UserError where models are off, ModelError without a key.
 */
export async function choosePolish(
  { environment, workspace, log }: Deps,
  flags: PolishFlags,
  cwd: string,
): Promise<ModelChoice | undefined> {
  const { record, replay } = flags;
  if (flags.polish !== true) {
    if (record === undefined && replay === undefined) return undefined;
    throw new UserError({ code: "polish-missing", message: "--record and --replay are about --polish.", fix: "Add --polish." });
  }
  if (record !== undefined && replay !== undefined)
    throw new UserError({ code: "flags-conflict", message: "--record and --replay cannot be combined.", fix: "Give one of them." });
  if (!flags.model) {
    log.info("--no-model: the deck keeps its own words.");
    return undefined;
  }
  const llm = askedModel("--polish", flags.llm, environment, workspace.config);
  const { apiKey, authToken, baseUrl } = environment;
  const choice = { llm, apiKey, authToken, baseUrl };
  if (replay !== undefined) {
    log.info(`Replaying from ${replay}: nothing leaves this machine.`);
    return { ...choice, apiKey: apiKey ?? "replayed", cassette: { mode: "replay", dir: resolve(cwd, replay) } };
  }
  if (apiKey === undefined && authToken === undefined)
    throw new ModelError({
      code: "no-key",
      message: "--polish asks a language model, and there is no key for one.",
      fix: "Set ANTHROPIC_API_KEY (or ANTHROPIC_AUTH_TOKEN), or leave out --polish.",
    });
  (log.notice ?? log.info)(
    `Sending to ${hostAsked(baseUrl)}: headline and sentences of the review with slots instead of their values, and what each slot is called.`,
  );
  return record === undefined ? choice : { ...choice, cassette: { mode: "record", dir: resolve(cwd, record) } };
}

/** Says what became of the wordings; returns the exit code of a failure, which leaves decks in our own words. */
export function sayPolish(log: Log, { reviews }: QbrReport): ExitCode {
  const polished = reviews.flatMap(({ name, polish }) => (polish === undefined ? [] : [{ name, polish }]));
  if (polished.length === 0) return EXIT.ok;
  const sum = (key: "asked" | "taken" | "kept"): number => polished.reduce((total, { polish }) => total + polish[key], 0);
  log.info(`Wording: ${count(sum("asked"), "sentence")}, ${sum("taken")} worded anew, ${sum("kept")} kept as they are.`);
  for (const { name, polish } of polished) {
    const refused = new Map(polish.reasons.toReversed().map((reason) => [reason.where, reason]));
    for (const { where, claim, reason } of [...refused.values()].reverse())
      log.warn(`${name}, ${where} keeps our words: ${claim === "" ? "" : `"${claim}": `}${reason}.`);
  }
  const failures = polished.flatMap(({ polish }) => polish.failure ?? []);
  const [first] = failures;
  if (first === undefined) return EXIT.ok;
  log.warn(`${count(failures.length, "deck")} written without all of the wording: ${first.message}`);
  return first.exit;
}
