import type { Deps } from "../app/deps.ts";
import type { ModelChoice } from "../app/model-choice.ts";

interface ModelFlags {
  readonly llm?: string;
  readonly model: boolean;
}

/** The language model to answer with, or undefined for the analyst; says on stderr which of the two and, for a model, what leaves the machine. */
export async function chooseModel({ environment, workspace, log }: Deps, flags: ModelFlags): Promise<ModelChoice | undefined> {
  const llm = flags.llm ?? environment.llm ?? workspace.config.llm;
  if (llm !== undefined && llm !== "off") {
    const { resolveModel } = await import("../llm/aliases.ts");
    resolveModel(llm, workspace.config.models);
  }
  if (!flags.model || llm === "off") return undefined;
  const { apiKey, authToken, baseUrl } = environment;
  if (apiKey === undefined && authToken === undefined) {
    log.info("No ANTHROPIC_API_KEY: the analyst answers, offline.");
    return undefined;
  }
  log.info(`Sending to ${hostOf(baseUrl)}: the question, computed facts and, where the agent asks for them, ticket texts and references.`);
  return { llm, apiKey, authToken, baseUrl };
}

function hostOf(baseUrl: string | undefined): string {
  try {
    return new URL(baseUrl ?? "https://api.anthropic.com").host;
  } catch {
    return baseUrl ?? "";
  }
}
