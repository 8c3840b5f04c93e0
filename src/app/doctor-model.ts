import type { Environment } from "../config/environment.ts";
import { EchoError } from "../core/errors.ts";
import type { Log } from "../core/log.ts";
import { nearest } from "../core/text.ts";
import { MODEL_ALIASES } from "../llm/aliases.ts";
import { attempt, type Check, failed } from "./doctor-check.ts";

/** Whether a model can be called at all. A key is told by its name, never by its text. */
export function checkKey({ apiKey, authToken, baseUrl }: Environment): Check {
  const name = "key";
  if (apiKey === undefined && authToken === undefined)
    return {
      name,
      status: "warn",
      detail: "no ANTHROPIC_API_KEY: the analyst answers, offline",
      fix: "Set ANTHROPIC_API_KEY if the agents should answer.",
    };
  if (baseUrl !== undefined && !URL.canParse(baseUrl))
    return { name, status: "fail", detail: "ANTHROPIC_BASE_URL is no address", fix: "Correct or unset ANTHROPIC_BASE_URL." };
  return {
    name,
    status: "ok",
    detail: `${apiKey === undefined ? "ANTHROPIC_AUTH_TOKEN" : "ANTHROPIC_API_KEY"} is set, for ${baseUrl === undefined ? "api.anthropic.com" : new URL(baseUrl).host}`,
    fix: null,
  };
}

/** Whether the endpoint answers and knows every model that an alias stands for. The SDK is loaded here only. */
export async function checkModels(
  environment: Environment,
  overrides: Readonly<Record<string, string>> | undefined,
  log: Log,
  signal?: AbortSignal,
): Promise<Check> {
  const name = "models";
  return attempt(name, async () => {
    const { listModels } = await import("../llm/anthropic-models.ts");
    const known = await listModels({ ...environment, log }, signal).catch((error: unknown) => {
      // Many servers that speak the Messages API have no list of models, and without a key the analyst answers: nothing is broken.
      if (error instanceof EchoError && (error.code === "no-models-list" || error.code === "no-key")) return error;
      throw error;
    });
    if (known instanceof EchoError) return failed(name, known, "warn");
    const table = { ...MODEL_ALIASES, ...overrides };
    const unknown = Object.entries(table).filter(([, id]) => !known.includes(id));
    if (unknown.length === 0)
      return {
        name,
        status: "ok",
        detail: `${Object.entries(table)
          .map(([alias, id]) => `${alias} (${id})`)
          .join(", ")}: all known`,
        fix: null,
      };
    const near = [
      ...new Set(
        unknown.flatMap(([alias, id]) => [...nearest(id, known, 1), ...known.filter((candidate) => candidate.includes(alias)).slice(0, 1)]),
      ),
    ];
    return {
      name,
      status: "warn",
      detail: `not known there: ${unknown.map(([alias, id]) => `${alias} (${id})`).join(", ")}`,
      fix: `Set \`models\` in echo.yaml${near.length === 0 ? "" : `, for instance to ${near.join(" or ")}`}.`,
    };
  });
}
