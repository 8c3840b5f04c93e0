import { UserError } from "../core/errors.ts";
import { nearest } from "../core/text.ts";

/** The short names that agent files and `--llm` use. echo.yaml may point them elsewhere. */
export const MODEL_ALIASES: Readonly<Record<string, string>> = {
  haiku: "claude-haiku-5-5",
  sonnet: "claude-sonnet-5-5",
  opus: "claude-opus-5-5",
};

const DEFAULT_ALIAS = "sonnet";

/**
 * The model id behind an alias; a full id (`claude-…`, or anything that `overrides` names as a target) is taken as it is.
 * Throws UserError for a name that is neither.
 */
export function resolveModel(name: string, overrides: Readonly<Record<string, string>> = {}): string {
  const table: Readonly<Record<string, string>> = { ...MODEL_ALIASES, ...overrides };
  const wanted = name.trim();
  const target = Object.hasOwn(table, wanted.toLowerCase()) ? table[wanted.toLowerCase()] : undefined;
  if (target !== undefined) return target;
  if (/^claude-[a-z0-9][a-z0-9.-]*$/u.test(wanted) || Object.values(table).includes(wanted)) return wanted;
  const near = nearest(wanted, [...Object.keys(table), ...Object.values(table)]);
  throw new UserError({
    code: "unknown-model",
    message: `There is no language model "${wanted}".`,
    found: wanted,
    allowed: [...Object.keys(table), "a full id such as claude-sonnet-5-5"],
    fix: near[0] === undefined ? "Name one of the aliases, or a full model id." : `Did you mean ${near.join(" or ")}?`,
  });
}

/** The model for an agent: what the person chose, else what the agent's file says (`inherit` says nothing), else sonnet. */
export function modelForAgent(
  chosen: string | undefined,
  agentModel: string | undefined,
  overrides: Readonly<Record<string, string>> = {},
): string {
  const own = agentModel === undefined || agentModel.trim() === "" || agentModel === "inherit" ? undefined : agentModel;
  return resolveModel(chosen ?? own ?? DEFAULT_ALIAS, overrides);
}

/** The known model that stands nearest to one that is gone: of its family (haiku, sonnet, opus), else like it in spelling. */
export function nearestModel(gone: string, known: readonly string[]): string | undefined {
  const family = Object.keys(MODEL_ALIASES).find((name) => gone.toLowerCase().includes(name));
  const kin = family === undefined ? [] : known.filter((id) => id.toLowerCase().includes(family));
  // Later versions sort behind earlier ones: 5-5 behind 5, and 10 behind 9.
  return kin.toSorted((a, b) => b.localeCompare(a, "en", { numeric: true }))[0] ?? nearest(gone, known, 1)[0];
}
