import type { Environment } from "../../config/environment.ts";
import type { Workspace } from "../../config/workspace.ts";
import { UserError } from "../../core/errors.ts";

/**
 * The language model that an option such as `--assist` asks: the one of --llm, else of ECHO_LLM, else of echo.yaml; undefined for the usual.
 * Throws UserError `model-off` where any of them switches models off.
 */
export function askedModel(
  option: string,
  wished: string | undefined,
  environment: Pick<Environment, "llm">,
  config: Workspace["config"],
): string | undefined {
  const llm = wished ?? environment.llm ?? config.llm;
  if (llm !== "off" && config.model !== "off") return llm;
  throw new UserError({
    code: "model-off",
    message: `${option} asks a language model, and that is switched off by --llm off, ECHO_LLM or echo.yaml.`,
    fix: `Switch it on, or leave out ${option}.`,
  });
}
